package io.fedrealm.extension.link;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * The classes of one version of Keycloak, read and not loaded. Where not all jars of the version
 * can be had, those that the extension is compiled against stand in for the rest.
 */
final class KeycloakClasses implements AutoCloseable {

  private static final String KEYCLOAK = "org/keycloak/";

  private final URLClassLoader jars;
  private final Map<String, Optional<ClassNode>> read = new HashMap<>();

  private KeycloakClasses(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    this.jars = new URLClassLoader(urls.toArray(URL[]::new), null);
  }

  /**
   * The classes of a version.
   *
   * @param folder holds its jars, named as in the Maven repository
   * @throws IOException when it cannot be read
   */
  static KeycloakClasses of(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      jars.addAll(files.toList());
    }
    String version = folder.getFileName().toString();
    List<String> there = jars.stream().map(jar -> artifact(jar, version)).toList();
    compiledAgainst().stream()
        .filter(jar -> !there.contains(artifact(jar, jar.getParent().getFileName().toString())))
        .forEach(jars::add);
    return new KeycloakClasses(jars);
  }

  private static List<Path> compiledAgainst() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(".*[/\\\\]keycloak-[^/\\\\]*\\.jar"))
        .map(Path::of)
        .toList();
  }

  private static String artifact(Path jar, String version) {
    return jar.getFileName().toString().replace("-" + version + ".jar", "");
  }

  /** Whether a class is Keycloak's, so that it matters of which version it is. */
  static boolean isKeycloaks(String name) {
    return name.startsWith(KEYCLOAK);
  }

  /**
   * A class of this Keycloak, of a library that it brings, or of the JDK.
   *
   * @param name with slashes
   * @return empty when there is none
   */
  Optional<ClassNode> find(String name) {
    return read.computeIfAbsent(name, this::read);
  }

  private Optional<ClassNode> read(String name) {
    String file = name + ".class";
    try (InputStream bytes =
        isKeycloaks(name)
            ? jars.getResourceAsStream(file)
            : ClassLoader.getSystemResourceAsStream(file)) {
      return bytes == null ? Optional.empty() : Optional.of(node(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a class.
   *
   * @param bytes of a class file
   * @throws IOException when they cannot be read
   */
  static ClassNode node(InputStream bytes) throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return node;
  }

  @Override
  public void close() throws IOException {
    jars.close();
  }
}
