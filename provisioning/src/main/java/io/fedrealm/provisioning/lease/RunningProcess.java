package io.fedrealm.provisioning.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process somewhere.
 *
 * @param host the name of its host, for people
 * @param machine tells process numbers of different machines, boots and containers apart; empty
 *     where the operating system cannot say
 * @param id its process number
 */
record RunningProcess(String host, String machine, long id) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

  /** This process. */
  static RunningProcess me() {
    return new RunningProcess(hostName(), machineOfMine(), ProcessHandle.current().pid());
  }

  /**
   * Whether it has surely ended. Of another machine nobody knows; a number that was given again to
   * another process looks alive.
   */
  boolean hasEnded() {
    return !machine.isEmpty()
        && machine.equals(machineOfMine())
        && ProcessHandle.of(id).filter(ProcessHandle::isAlive).isEmpty();
  }

  /** Linux only: this boot of the kernel, and the container's space of process numbers in it. */
  private static String machineOfMine() {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }
}
