package dev.tokenfamily.load;

import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.ManyFamilies;
import java.util.List;

/** Few families against very many, each beside clients that rotate theirs. */
final class Crowd {

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;

    private Crowd() {}

    /** On two servers that have been used alike. */
    static Contest of(MeasuredServer few, MeasuredServer many) {
        Cell besideFew = beside(few, FEW);
        Cell besideMany = beside(many, MANY);
        return new Contest(
                List.of(besideFew, besideMany),
                List.of(Comparison.throughput(
                        "1,000,000 families ÷ 1,000", besideMany.name(), besideFew.name(), 0.97)));
    }

    private static Cell beside(MeasuredServer server, int families) {
        ManyFamilies rows = new ManyFamilies(server.postgres());
        rows.active(families, System.currentTimeMillis() / 1000 + 30L * 86_400);
        rows.counted();
        TestRealm realm = server.realm("rotate", PriceOfRotation.ROTATE, settings -> {});
        return Cell.refreshing(
                "ours, beside %d families".formatted(families), PriceOfRotation.SOME, server.everywhere(realm));
    }
}
