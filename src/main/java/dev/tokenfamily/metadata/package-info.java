/**
 * What the metadata of a realm say besides what Keycloak has them say: {@link dev.tokenfamily.metadata.ExtendedMetadata} stands
 * before Keycloak's own provider, or whatever the operator has put in its place.
 */
@NullMarked
package dev.tokenfamily.metadata;

import org.jspecify.annotations.NullMarked;
