package dev.tokenfamily.simulation;

/**
 * A model of Keycloak's own switch, Revoke Refresh Token, by the guide and {@code TokenManager.validateTokenReuse} of 26.7: a
 * token may be used so often, as long as none that was issued later has been; else the session ends. Times are whole seconds.
 */
final class KeycloakSwitchModel implements Endpoint {

    private final int maxReuse;
    private int issued;
    private int last = -1;
    private int uses;
    private long lastRefresh;
    private boolean ended;

    KeycloakSwitchModel(int maxReuse) {
        this.maxReuse = maxReuse;
    }

    @Override
    public Token login(long now) {
        return new Token(this, issued++, now);
    }

    @Override
    public Answer refresh(Token token, Visit visit, long now) {
        if (ended) {
            return Answer.REFUSED;
        }
        boolean again = token.number() == last;
        boolean passes = again ? uses <= maxReuse : last < 0 || token.issuedAt() / VirtualTime.SECOND >= lastRefresh;
        if (!passes) {
            ended = true;
            return Answer.ALARM;
        }
        uses = again ? uses + 1 : 1;
        last = token.number();
        lastRefresh = now / VirtualTime.SECOND;
        return Answer.given(new Token(this, issued++, now));
    }
}
