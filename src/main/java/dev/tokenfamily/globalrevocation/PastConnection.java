package dev.tokenfamily.globalrevocation;

import org.keycloak.common.ClientConnection;

/** The connection over which an order came, which is closed by now; only the address of the other side is known. */
record PastConnection(RevocationOrder order) implements ClientConnection {

    @Override
    public String getRemoteAddr() {
        return order.address();
    }

    @Override
    public String getRemoteHost() {
        return order.address();
    }

    @Override
    public int getRemotePort() {
        return 0;
    }

    @Override
    public String getLocalAddr() {
        return "";
    }

    @Override
    public int getLocalPort() {
        return 0;
    }
}
