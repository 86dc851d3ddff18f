package io.fedrealm.extension.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;

class SessionSubjectTest {

  private final TokenRequest request = TokenRequest.create();
  private final SubjectAttributes subject = new SessionSubject(request.session());

  private static GroupModel group(String id, GroupModel parent, String... sites) {
    GroupModel group = mock();
    when(group.getId()).thenReturn(id);
    when(group.getAttributeStream("fl.site")).thenAnswer(call -> Stream.of(sites));
    if (parent != null) {
      String parentId = parent.getId();
      when(group.getParentId()).thenReturn(parentId);
      when(group.getParent()).thenReturn(parent);
    }
    return group;
  }

  private void memberOf(GroupModel... groups) {
    when(request.user().getGroupsStream()).thenAnswer(call -> Stream.of(groups));
  }

  @Nested
  class Groups {

    @Test
    void haveTheAttributesOfAllGroupsAboveThemToo() {
      GroupModel top = group("top", null, "a");
      memberOf(group("leaf", group("middle", top), "b", "c"));

      assertThat(subject.ofGroups("fl.site")).containsExactly("b", "c", "a");
    }

    @Test
    void thatShareAParentHaveItsAttributesOnce() {
      GroupModel top = group("top", null, "a");
      memberOf(group("one", top), group("other", top), top);

      assertThat(subject.ofGroups("fl.site")).containsExactly("a");
    }

    @Test
    void areLookedUpOnceForAllAttributes() {
      memberOf(group("g", null, "a"));

      subject.ofGroups("fl.site").toList();
      subject.ofGroups("fl.org").toList();

      verify(request.user(), times(1)).getGroupsStream();
    }

    @Test
    void areNotLookedUpUnasked() {
      new SessionSubject(request.session());

      verify(request.user(), never()).getGroupsStream();
    }

    @Test
    void ofSomebodyInNoGroupSayNothing() {
      memberOf();

      assertThat(subject.ofGroups("fl.site")).isEmpty();
    }
  }

  @Nested
  class TheOwnClient {

    @Test
    void isThatOfTheServiceAccount() {
      when(request.user().getServiceAccountClientLink()).thenReturn("id-of-the-client");
      when(request.client().getAttribute("fl.site")).thenReturn("site-1");

      assertThat(subject.ofOwnClient("fl.site")).contains("site-1");
      verify(request.realm(), never()).getClientById(any());
    }

    @Test
    void isNotTheOneThatExchangedTheToken() {
      ClientModel own = mock();
      when(own.getAttribute("fl.site")).thenReturn("site-2");
      when(request.user().getServiceAccountClientLink()).thenReturn("another");
      when(request.realm().getClientById("another")).thenReturn(own);
      when(request.client().getAttribute("fl.site")).thenReturn("site-1");

      assertThat(subject.ofOwnClient("fl.site")).contains("site-2");
    }

    @Test
    void thatIsGoneSaysNothing() {
      when(request.user().getServiceAccountClientLink()).thenReturn("gone");

      assertThat(subject.ofOwnClient("fl.site")).isEmpty();
    }

    @Test
    void ofAPersonDoesNotExist() {
      when(request.client().getAttribute("fl.site")).thenReturn("site-1");

      assertThat(subject.ofOwnClient("fl.site")).isEmpty();
    }
  }
}
