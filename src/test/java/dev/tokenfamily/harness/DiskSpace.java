package dev.tokenfamily.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Room on a disk for what is about to be written. Names no other class and is written in Java 11, as BeforeTheBuild needs it. */
public final class DiskSpace {

    private static final long MEGABYTE = 1_000_000;

    private DiskSpace() {}

    /**
     * Why that much cannot be written, in sentences that say what to do; empty if it can.
     *
     * @param directory below which it is to be written; it need not be there yet
     * @param whose what is written
     */
    public static Optional<String> problemOf(Path directory, long megabytes, String whose) throws IOException {
        Path there = existing(directory);
        // a FileStore is looked up in /proc/mounts, where a chroot or a container may have no line for it
        long free = there.toFile().getUsableSpace() / MEGABYTE;
        return free >= megabytes
                ? Optional.empty()
                : Optional.of("The disk of " + there + " has " + free + " MB left, and " + whose + " needs " + megabytes
                        + " MB there. Make room, and run this again.");
    }

    /** Whether what is written to one is missing at the other. */
    public static boolean isShared(Path one, Path other) throws IOException {
        return Files.getAttribute(existing(one), "unix:dev").equals(Files.getAttribute(existing(other), "unix:dev"));
    }

    private static Path existing(Path directory) {
        Path there = directory.toAbsolutePath();
        for (Path above = there.getParent(); above != null && !Files.exists(there); above = there.getParent()) {
            there = above;
        }
        return there;
    }
}
