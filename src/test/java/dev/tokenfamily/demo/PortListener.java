package dev.tokenfamily.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that listens on a port, as Linux tells it in {@code /proc} (proc(5)): the sockets in {@code net/tcp} and
 * {@code net/tcp6}, and whose they are in {@code <pid>/fd}. A user sees only what is the user's own, and root sees all.
 */
final class PortListener {

    private static final List<String> TABLES = List.of("/proc/net/tcp", "/proc/net/tcp6");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    /** By which {@code kc.sh} tells Keycloak where it is installed. */
    private static final String KEYCLOAK_HOME = "-Dkc.home.dir=";

    private PortListener() {}

    /** Its name and number, and which Keycloak it is if it is one; empty where that is not to be had. */
    static Optional<String> on(int port) {
        Set<String> sockets = TABLES.stream()
                .flatMap(table -> socketsListeningOn(port, Path.of(table)))
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .filter(process -> !sockets.isEmpty() && holdsAnyOf(sockets, process))
                .map(PortListener::described)
                .findFirst();
    }

    private static Stream<String> socketsListeningOn(int port, Path table) {
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[STATE].equals(LISTENING)
                            && columns[LOCAL_ADDRESS].endsWith(String.format(":%04X", port)))
                    .map(columns -> "socket:[" + columns[INODE] + "]");
        } catch (IOException notLinux) {
            return Stream.empty();
        }
    }

    private static boolean holdsAnyOf(Set<String> sockets, ProcessHandle process) {
        File[] open = new File("/proc/" + process.pid() + "/fd").listFiles();
        return open != null && Arrays.stream(open).anyMatch(file -> sockets.contains(target(file)));
    }

    private static String target(File link) {
        try {
            return Files.readSymbolicLink(link.toPath()).toString();
        } catch (IOException closedSince) {
            return "";
        }
    }

    private static String described(ProcessHandle process) {
        String name = process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("a program");
        String keycloak = process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith(KEYCLOAK_HOME))
                .map(argument -> ", the Keycloak of "
                        + Path.of(argument.substring(KEYCLOAK_HOME.length())).normalize())
                .findFirst()
                .orElse("");
        return name + " (process " + process.pid() + keycloak + ")";
    }
}
