/**
 * What must hold for every token after all mappers have run.
 *
 * <p>Together with {@code policy} the only package that uses internal SPIs of Keycloak, which may
 * change with any release: {@code TokenPostProcessor} (SPI {@code token-interceptor}) with its
 * context and {@code TokenInterceptorException}, {@code
 * TokenManager.transformIntrospectionAccessToken}, {@code DefaultClientSessionContext}, {@code
 * EventBuilder}. {@code InternalSpiTest} fails when one of them is no longer as it was found in
 * Keycloak 26.7.3.
 */
package io.fedrealm.extension.token;
