package dev.tokenfamily.report;

import java.util.Arrays;
import java.util.Base64;

/**
 * How many different values were added, without remembering any of them: HyperLogLog (Flajolet et al. 2007) with Ertl's
 * estimator (arXiv:1702.01284), which needs no correction for small numbers. The standard error is 2.3 %; about ten are
 * counted exactly. The sketch of several days or nodes is the union of theirs.
 */
public final class Sketch {

    private static final int INDEX_BITS = 11;
    private static final int REGISTERS = 1 << INDEX_BITS;

    /** Enough for as many values as there are grains of sand on a beach: 2 to the power of 41. */
    private static final int REGISTER_BITS = 5;

    private static final int MOST = (1 << REGISTER_BITS) - 1;

    /** A register holds how rare the rarest value was that fell to it. */
    private final byte[] registers;

    private Sketch(byte[] registers) {
        this.registers = registers;
    }

    /** A sketch that has seen nothing yet. */
    public static Sketch empty() {
        return new Sketch(new byte[REGISTERS]);
    }

    /** Adds a value; the same a second time changes nothing. */
    public void add(String value) {
        long hash = hash(value);
        int register = (int) (hash >>> (Long.SIZE - INDEX_BITS));
        int rarity = Long.numberOfLeadingZeros(hash << INDEX_BITS) + 1;
        raise(register, (byte) Math.min(rarity, MOST));
    }

    /** Adds all that the other has seen. */
    public void add(Sketch other) {
        for (int i = 0; i < REGISTERS; i++) {
            raise(i, other.registers[i]);
        }
    }

    private void raise(int register, byte rarity) {
        if (registers[register] < rarity) {
            registers[register] = rarity;
        }
    }

    /** About how many different values were added. */
    public long estimate() {
        int[] registersOf = new int[MOST + 1];
        for (byte rarity : registers) {
            registersOf[rarity]++;
        }
        double sum = 0;
        for (int rarity = MOST; rarity > 0; rarity--) {
            sum = (sum + registersOf[rarity]) / 2;
        }
        sum += REGISTERS * untouched((double) registersOf[0] / REGISTERS);
        return Math.round(REGISTERS / (2 * Math.log(2)) * REGISTERS / sum);
    }

    /** Ertl's sigma: the share of registers that saw nothing, weighed for how few values that means. */
    private static double untouched(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = share;
        double previous;
        double weight = 1;
        double power = share;
        do {
            power *= power;
            previous = sum;
            sum += power * weight;
            weight *= 2;
        } while (sum != previous);
        return sum;
    }

    /** The sketch as text of always the same length, 1708 characters; {@link #decoded} reads it. */
    public String encoded() {
        byte[] packed = new byte[REGISTERS * REGISTER_BITS / Byte.SIZE];
        for (int bit = 0; bit < packed.length * Byte.SIZE; bit++) {
            int value = registers[bit / REGISTER_BITS] >> (bit % REGISTER_BITS) & 1;
            packed[bit / Byte.SIZE] |= (byte) (value << (bit % Byte.SIZE));
        }
        return Base64.getEncoder().encodeToString(packed);
    }

    /**
     * The sketch that {@link #encoded} gave as that text.
     *
     * @throws IllegalArgumentException where it is not Base64
     */
    public static Sketch decoded(String text) {
        byte[] packed = Base64.getDecoder().decode(text);
        Sketch sketch = empty();
        for (int bit = 0; bit < packed.length * Byte.SIZE; bit++) {
            int value = packed[bit / Byte.SIZE] >> (bit % Byte.SIZE) & 1;
            sketch.registers[bit / REGISTER_BITS] |= (byte) (value << (bit % REGISTER_BITS));
        }
        return sketch;
    }

    /** Alike on every node: FNV-1a, and the last steps of MurmurHash3, since the first bits must be random too. */
    private static long hash(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch sketch && Arrays.equals(registers, sketch.registers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(registers);
    }
}
