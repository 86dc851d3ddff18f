package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.local.LocalSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipUnpackerTest {

  @TempDir private Path folder;

  /** Entries are stored, not compressed, so that a test finds their bytes in the archive. */
  static Path zip(Path file, Map<String, String> entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setSize(content.length);
        header.setCrc(checksum.getValue());
        out.putNextEntry(header);
        out.write(content);
      }
    }
    return file;
  }

  private Path target() {
    return folder.resolve("target");
  }

  private void unpack(Path zip) throws IOException {
    ZipUnpacker.unpack(zip, target(), LocalSupport.SILENT);
  }

  @Test
  void filesAreUnpackedAndScriptsCanBeRun() throws IOException {
    unpack(
        zip(
            folder.resolve("a.zip"),
            Map.of("kc/", "", "kc/bin/kc.sh", "script", "kc/conf/x.conf", "text")));

    assertThat(target().resolve("kc/conf/x.conf")).hasContent("text");
    assertThat(Files.isExecutable(target().resolve("kc/bin/kc.sh"))).isTrue();
    assertThat(Files.isExecutable(target().resolve("kc/conf/x.conf"))).isFalse();
  }

  @Test
  void anEntryThatPointsOutOfTheTargetIsRefused() throws IOException {
    Path zip = zip(folder.resolve("slip.zip"), Map.of("../outside", "x"));

    assertThatThrownBy(() -> unpack(zip))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("../outside");
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    Path zip = zip(folder.resolve("t.zip"), Map.of("a", "some content"));
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> unpack(zip)).isInstanceOf(ZipException.class);
  }

  @Test
  void anArchiveWithAWrongByteIsRefused() throws IOException {
    Path zip = zip(folder.resolve("w.zip"), Map.of("a", "some content"));
    String bytes = Files.readString(zip, StandardCharsets.ISO_8859_1);
    Files.writeString(zip, bytes.replace("some", "same"), StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> unpack(zip))
        .isInstanceOf(ZipException.class)
        .hasMessage("its entry a has a wrong checksum");
  }
}
