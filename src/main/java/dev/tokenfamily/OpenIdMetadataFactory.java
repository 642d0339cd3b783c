package dev.tokenfamily;

/** Adds what this extension offers to the metadata of OpenID Connect. */
public final class OpenIdMetadataFactory implements MetadataFactory {

    @Override
    public String getAlias() {
        return "openid-configuration";
    }

    @Override
    public boolean isAvailableViaServerMetadata() {
        return false;
    }
}
