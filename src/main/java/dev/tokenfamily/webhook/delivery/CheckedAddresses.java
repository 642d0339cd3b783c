package dev.tokenfamily.webhook.delivery;

import dev.tokenfamily.log.LogField;
import dev.tokenfamily.webhook.AllowedHosts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import org.apache.http.conn.DnsResolver;
import org.jboss.logging.Logger;

/**
 * Looks up a receiver once, and hands out its addresses only if each of them is allowed. The connection goes to one of these very
 * addresses: a name that leads elsewhere a moment later (DNS rebinding) changes nothing.
 */
final class CheckedAddresses implements DnsResolver {

    private static final Logger LOG = Logger.getLogger(CheckedAddresses.class);

    private final AllowedHosts.Entry receiver;
    private final Names names;

    /** What knows the addresses of names. */
    @FunctionalInterface
    interface Names {

        /** All addresses of that name, never none. */
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /**
     * Says which kind of address was refused, and not which address: an admin of a realm need not learn what names lead to inside.
     */
    static final class Refused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /** The addresses of that receiver, by those names. */
    CheckedAddresses(AllowedHosts.Entry receiver, Names names) {
        this.receiver = receiver;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.addressesOf(host);
        for (InetAddress address : addresses) {
            Optional<String> refusal = receiver.refusal(address);
            if (refusal.isPresent()) {
                LOG.warnf(
                        "No webhook is delivered to %s, for %s is %s",
                        LogField.of(host), address.getHostAddress(), refusal.get());
                throw new Refused("The host is at an address that is refused: " + refusal.get());
            }
        }
        return addresses;
    }
}
