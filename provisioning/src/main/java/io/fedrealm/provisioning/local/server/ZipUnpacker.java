package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.console.StepReporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a zip archive; checks every entry's checksum and where it would land. */
final class ZipUnpacker {

  private ZipUnpacker() {}

  /**
   * Unpacks all of an archive.
   *
   * @param archive the zip file
   * @param target an empty folder
   * @param progress told the percentage
   * @throws ZipException when the archive is damaged, or an entry points out of the target
   */
  static void unpack(Path archive, Path target, StepReporter progress) throws IOException {
    Path root = target.toAbsolutePath().normalize();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      for (int i = 0; i < entries.size(); i++) {
        progress.doing("unpacking " + 100 * i / entries.size() + " %");
        unpack(zip, entries.get(i), root);
      }
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path root) throws IOException {
    Path file = root.resolve(entry.getName()).normalize();
    if (!file.startsWith(root)) {
      throw new ZipException("its entry " + entry.getName() + " points out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      Files.copy(in, file);
    }
    // ZipFile itself compares no checksums.
    if (checksum.getValue() != entry.getCrc()) {
      throw new ZipException("its entry " + entry.getName() + " has a wrong checksum");
    }
    if (entry.getName().matches(".*/bin/[^/]+\\.sh")) {
      makeExecutable(file);
    }
  }

  /** {@link ZipFile} does not tell the mode that the archive has for a file. */
  private static void makeExecutable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
