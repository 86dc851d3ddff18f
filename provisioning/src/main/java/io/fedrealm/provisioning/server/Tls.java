package io.fedrealm.provisioning.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom to trust, and with which certificate to come. */
public final class Tls {

  private Tls() {}

  /**
   * A context that trusts Java's own authorities and some more.
   *
   * @param authorities certificates in PEM; empty for Java's own only
   * @param keyStore PKCS12 with key and certificate of ours; empty for none
   * @param password the key store's
   * @throws CommandException {@link ExitCode#USAGE} when a file cannot be used
   */
  public static SSLContext context(
      Optional<Path> authorities, Optional<Path> keyStore, String password) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trust = authorities.isEmpty() ? null : trust(authorities.get());
      KeyManager[] keys = keyStore.isEmpty() ? null : keys(keyStore.get(), password.toCharArray());
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static TrustManager[] trust(Path authorities) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
    for (X509Certificate known : javasOwn()) {
      store.setCertificateEntry("java-" + store.size(), known);
    }
    for (Certificate added : certificates(authorities)) {
      store.setCertificateEntry("added-" + store.size(), added);
    }
    return factory(store).getTrustManagers();
  }

  private static X509Certificate[] javasOwn() throws GeneralSecurityException {
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static Collection<? extends Certificate> certificates(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw unusable("the authorities (--ca-file)", pem, "holds no certificate in PEM");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw unusable("the authorities (--ca-file)", pem, "holds no certificates in PEM");
    } catch (IOException e) {
      throw unusable("the authorities (--ca-file)", pem, reason(e));
    }
  }

  private static KeyManager[] keys(Path file, char[] password) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    } catch (IOException e) {
      boolean wrong = e.getCause() instanceof GeneralSecurityException;
      throw unusable(
          "the key store (--client-keystore)",
          file,
          wrong ? "cannot be opened with this password" : reason(e));
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "does not exist" : "cannot be read";
  }

  private static CommandException unusable(String what, Path file, String reason) {
    return new CommandException(
        ExitCode.USAGE, "The file of " + what + ", " + file + ", " + reason + ".");
  }
}
