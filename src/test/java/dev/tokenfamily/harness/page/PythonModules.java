package dev.tokenfamily.harness.page;

import dev.tokenfamily.harness.Program;
import java.nio.file.Files;
import java.nio.file.Path;

/** The client libraries that Debian has for Python. */
public final class PythonModules {

    /** Debian's own, whatever comes first on the PATH: another one does not see Debian's libraries. */
    static final String PYTHON = "/usr/bin/python3";

    private static final String VERSION_OF = "import sys; from importlib.metadata import distributions; "
            + "print(next((d.version for d in distributions(name=sys.argv[1])), ''))";

    private PythonModules() {}

    /** The version of a library; without it the test is skipped. */
    public static String version(String library, String debianPackage) {
        Program.assume(Files.isExecutable(Path.of(PYTHON)), "no " + PYTHON + " (apt-get install python3)");
        String version = new Program(Path.of(PYTHON))
                .run(Path.of("."), "-c", VERSION_OF, library)
                .strip();
        Program.assume(
                !version.isEmpty(), "no " + library + " for " + PYTHON + " (apt-get install " + debianPackage + ")");
        return version;
    }
}
