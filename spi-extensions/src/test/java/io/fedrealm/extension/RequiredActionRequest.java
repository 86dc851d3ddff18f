package io.fedrealm.extension;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A person on the way through a sign-in, as a required action sees it. */
public final class RequiredActionRequest {

  public final RequiredActionContext context = mock();
  public final RealmModel realm = mock();
  public final ClientModel client = mock();
  public final UserModel user = mock();
  public final RoleModel defaultRole = mock();
  public final AuthenticationSessionModel session = mock();
  public final EventBuilder event = mock(RETURNS_SELF);
  public final LoginFormsProvider form = mock(RETURNS_SELF);
  public final Response page = mock();

  /** The values of each attribute of the user. */
  public final Map<String, List<String>> userAttributes = new HashMap<>();

  public RequiredActionRequest() {
    when(context.getRealm()).thenReturn(realm);
    when(context.getUser()).thenReturn(user);
    when(context.getEvent()).thenReturn(event);
    when(context.form()).thenReturn(form);
    when(context.getAuthenticationSession()).thenReturn(session);
    when(session.getClient()).thenReturn(client);
    when(client.getClientId()).thenReturn("frontend");
    when(realm.getDefaultRole()).thenReturn(defaultRole);
    when(form.createForm(anyString())).thenReturn(page);
    when(form.createInfoPage()).thenReturn(page);
    keepAttributes();
    keepNotes();
  }

  /** The person has sent the form with these buttons and fields. */
  public void sends(String... fields) {
    MultivaluedHashMap<String, String> form = new MultivaluedHashMap<>();
    for (String field : fields) {
      form.putSingle(field, "");
    }
    HttpRequest request = mock();
    when(request.getDecodedFormParameters()).thenReturn(form);
    when(context.getHttpRequest()).thenReturn(request);
  }

  private void keepAttributes() {
    when(user.getAttributeStream(anyString()))
        .thenAnswer(call -> userAttributes.getOrDefault(call.getArgument(0), List.of()).stream());
    doAnswer(call -> userAttributes.put(call.getArgument(0), new ArrayList<>(call.getArgument(1))))
        .when(user)
        .setAttribute(anyString(), any());
  }

  private void keepNotes() {
    Map<String, String> notes = new HashMap<>();
    doAnswer(call -> notes.put(call.getArgument(0), call.getArgument(1)))
        .when(session)
        .setAuthNote(anyString(), anyString());
    when(session.getAuthNote(anyString())).thenAnswer(call -> notes.get(call.getArgument(0)));
  }
}
