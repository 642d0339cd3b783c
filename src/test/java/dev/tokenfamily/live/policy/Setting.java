package dev.tokenfamily.live.policy;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * How a realm is set for a while.
 *
 * @param maxReuse of Keycloak's own switch; below 0 where it is off
 * @param low which lifetime is {@link #LOW_SECONDS}; all others are so high that nobody reaches them
 */
record Setting(Mode mode, int maxReuse, Low low) {

    static final int LOW_SECONDS = 1_800;

    private static final int HIGH_SECONDS = 400 * 24 * 3_600;

    enum Mode {
        NO_POLICY,
        OBSERVE,
        ENFORCE
    }

    enum Low {
        NONE,
        ABSOLUTE,
        INACTIVITY,
        SESSION_IDLE,
        SESSION_MAX
    }

    static Setting any(Random dice) {
        Low[] lows = Low.values();
        Low low = dice.nextBoolean() ? Low.NONE : lows[dice.nextInt(lows.length)];
        return new Setting(Mode.values()[dice.nextInt(3)], dice.nextInt(3) - 1, low);
    }

    boolean governed() {
        return mode != Mode.NO_POLICY;
    }

    boolean enforced() {
        return mode == Mode.ENFORCE;
    }

    void applyTo(TestRealm realm, String profile) {
        boolean switchedOn = maxReuse >= 0;
        AdminApi.expectSuccess(realm.admin()
                .put(
                        "/" + realm.name(),
                        Map.of(
                                "revokeRefreshToken", switchedOn,
                                "refreshTokenMaxReuse", Math.max(0, maxReuse),
                                "ssoSessionIdleTimeout", seconds(Low.SESSION_IDLE),
                                "ssoSessionMaxLifespan", seconds(Low.SESSION_MAX),
                                "offlineSessionIdleTimeout", seconds(Low.SESSION_IDLE),
                                "offlineSessionMaxLifespanEnabled", low == Low.SESSION_MAX,
                                "offlineSessionMaxLifespan", seconds(Low.SESSION_MAX))));
        if (governed()) {
            realm.govern(profile, policy());
        } else {
            realm.ungovern(profile);
        }
    }

    private int seconds(Low lifetime) {
        return low == lifetime ? LOW_SECONDS : HIGH_SECONDS;
    }

    private Map<String, Object> policy() {
        Map<String, Object> policy = new HashMap<>();
        policy.put("enforcement", enforced() ? "enforce" : "observe");
        if (low == Low.ABSOLUTE) {
            policy.put("absolute-lifetime-seconds", LOW_SECONDS);
        }
        if (low == Low.INACTIVITY) {
            policy.put("inactivity-lifetime-seconds", LOW_SECONDS);
        }
        return policy;
    }
}
