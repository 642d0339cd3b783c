package dev.tokenfamily;

/** Adds what this extension offers to the metadata of OAuth. */
public final class AuthorizationServerMetadataFactory implements MetadataFactory {

    @Override
    public String getAlias() {
        return "oauth-authorization-server";
    }

    @Override
    public boolean isAvailableViaServerMetadata() {
        return true;
    }
}
