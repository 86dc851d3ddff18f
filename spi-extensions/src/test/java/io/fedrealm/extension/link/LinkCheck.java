package io.fedrealm.extension.link;

import io.fedrealm.extension.link.References.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Links classes of ours to a Keycloak as the JVM would (JVMS 5.4.3 and 5.4.4), and says what it
 * would fail on at some time of a server's life.
 */
final class LinkCheck {

  private final KeycloakClasses keycloak;
  private final Map<String, ClassNode> ours = new LinkedHashMap<>();

  /**
   * @param keycloak what is linked to
   * @param ours what is linked
   */
  LinkCheck(KeycloakClasses keycloak, List<ClassNode> ours) {
    this.keycloak = keycloak;
    ours.forEach(node -> this.ours.put(node.name, node));
  }

  /**
   * What is missing, a line for each: what, and who uses it.
   *
   * @return empty when everything links
   */
  SortedSet<String> problems() {
    SortedSet<String> problems = new TreeSet<>();
    ours.values().forEach(node -> check(node, problems));
    return problems;
  }

  private void check(ClassNode node, Set<String> problems) {
    String user = " (" + simpleName(node) + ")";
    References references = new References(node);
    references.types().stream()
        .filter(KeycloakClasses::isKeycloaks)
        .filter(type -> !isUsable(type))
        .forEach(type -> problems.add("class " + type + user));
    references.members().stream()
        .filter(member -> isUsable(member.owner()))
        .filter(member -> !links(node, member))
        .forEach(member -> problems.add(kind(member) + " " + member + user));
    supers(node).stream()
        .filter(parent -> isFinal(parent.access))
        .forEach(parent -> problems.add("final class " + parent.name + user));
    unimplemented(node).forEach(method -> problems.add("not implemented " + method + user));
  }

  private static String simpleName(ClassNode node) {
    return node.name.substring(node.name.lastIndexOf('/') + 1);
  }

  private static String kind(Member member) {
    return member.isMethod() ? "method" : "field";
  }

  private static boolean isFinal(int access) {
    return (access & Opcodes.ACC_FINAL) != 0;
  }

  private boolean isUsable(String type) {
    return find(type).filter(node -> (node.access & Opcodes.ACC_PUBLIC) != 0).isPresent()
        || ours.containsKey(type);
  }

  private Optional<ClassNode> find(String type) {
    return Optional.ofNullable(ours.get(type)).or(() -> keycloak.find(type));
  }

  /** All that a class extends and implements, without itself. */
  private List<ClassNode> supers(ClassNode node) {
    List<ClassNode> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    collect(node, found, seen);
    return found;
  }

  private void collect(ClassNode node, List<ClassNode> found, Set<String> seen) {
    Stream.concat(Stream.ofNullable(node.superName), node.interfaces.stream())
        .filter(seen::add)
        .flatMap(name -> find(name).stream())
        .forEach(
            parent -> {
              found.add(parent);
              collect(parent, found, seen);
            });
  }

  private boolean links(ClassNode user, Member member) {
    ClassNode owner = find(member.owner()).orElseThrow();
    if (!member.name().equals("<init>")) {
      return Stream.concat(Stream.of(owner), supers(owner).stream())
          .anyMatch(type -> declares(type, user, member));
    }
    return declares(owner, user, member);
  }

  private boolean declares(ClassNode type, ClassNode user, Member member) {
    return access(type, member)
        .filter(access -> ((access & Opcodes.ACC_STATIC) != 0) == member.isStatic())
        .filter(access -> isAccessible(type, user, access))
        .isPresent();
  }

  private static Optional<Integer> access(ClassNode type, Member member) {
    if (member.isMethod()) {
      return type.methods.stream()
          .filter(method -> method.name.equals(member.name()))
          .filter(method -> method.desc.equals(member.descriptor()) || isSignaturePolymorphic(type))
          .map(method -> method.access)
          .findFirst();
    }
    return type.fields.stream()
        .filter(field -> field.name.equals(member.name()))
        .filter(field -> field.desc.equals(member.descriptor()))
        .map((FieldNode field) -> field.access)
        .findFirst();
  }

  private static boolean isSignaturePolymorphic(ClassNode type) {
    return type.name.equals("java/lang/invoke/MethodHandle")
        || type.name.equals("java/lang/invoke/VarHandle");
  }

  private boolean isAccessible(ClassNode type, ClassNode user, int access) {
    if (ours.containsKey(type.name) || (access & Opcodes.ACC_PUBLIC) != 0) {
      return true; // Between our own classes javac has seen to it.
    }
    return (access & Opcodes.ACC_PROTECTED) != 0 && supers(user).contains(type);
  }

  /** Abstract methods of Keycloak's that a class of ours, which can be made, does not have. */
  private Stream<String> unimplemented(ClassNode node) {
    if ((node.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) != 0) {
      return Stream.empty();
    }
    List<ClassNode> family = new ArrayList<>(supers(node));
    family.add(node);
    return family.stream()
        .filter(type -> KeycloakClasses.isKeycloaks(type.name))
        .flatMap(
            type ->
                type.methods.stream()
                    .filter(method -> (method.access & Opcodes.ACC_ABSTRACT) != 0)
                    .filter(method -> family.stream().noneMatch(one -> implementsIt(one, method)))
                    .map(method -> type.name + "." + method.name + method.desc));
  }

  private static boolean implementsIt(ClassNode type, MethodNode method) {
    return type.methods.stream()
        .anyMatch(
            candidate ->
                candidate.name.equals(method.name)
                    && candidate.desc.equals(method.desc)
                    && (candidate.access & Opcodes.ACC_ABSTRACT) == 0);
  }
}
