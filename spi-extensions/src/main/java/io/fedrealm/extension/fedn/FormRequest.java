package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.security.cert.X509Certificate;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * The request as Keycloak's token endpoint would have got it: FEDn sends JSON, and the
 * authenticators of a login flow read a form.
 *
 * @param request the request as it came
 * @param form what it says, as the form of the grant
 */
record FormRequest(HttpRequest request, MultivaluedMap<String, String> form)
    implements HttpRequest {

  @Override
  public String getHttpMethod() {
    return request.getHttpMethod();
  }

  @Override
  public MultivaluedMap<String, String> getDecodedFormParameters() {
    return form;
  }

  @Override
  public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
    return new MultivaluedHashMap<>();
  }

  @Override
  public HttpHeaders getHttpHeaders() {
    return request.getHttpHeaders();
  }

  @Override
  public X509Certificate[] getClientCertificateChain() {
    return request.getClientCertificateChain();
  }

  @Override
  public UriInfo getUri() {
    return request.getUri();
  }

  @Override
  public boolean isProxyTrusted() {
    return request.isProxyTrusted();
  }
}
