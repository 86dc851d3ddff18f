package io.fedrealm.provisioning.template.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files that somebody else has written: bounded, UTF-8 only, clear when it fails. */
public final class TextFile {

  /** A file that cannot be used; the message is the reason, without the file's name or content. */
  public static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnreadableException(String reason) {
      super(reason);
    }
  }

  private TextFile() {}

  /**
   * The text of a file, without a byte order mark. What is no regular file (a pipe, {@code
   * /dev/stdin}) is read to its end.
   *
   * @param maxBytes more than this is refused
   */
  public static String read(String path, int maxBytes) throws UnreadableException {
    try {
      Path file = Path.of(path);
      if (Files.isDirectory(file)) {
        throw new UnreadableException("is a folder, not a file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
          throw new UnreadableException("is larger than " + (maxBytes >> 10) + " KiB");
        }
        return decode(bytes);
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new UnreadableException("does not exist");
    } catch (AccessDeniedException e) {
      throw new UnreadableException("may not be read by this user");
    } catch (IOException e) {
      throw new UnreadableException("cannot be read");
    }
  }

  /** UTF-8 without a byte order mark. */
  static String decode(byte[] bytes) throws UnreadableException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableException("is not UTF-8 text: save it as UTF-8");
    }
  }
}
