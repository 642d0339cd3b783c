package dev.tokenfamily.harness.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.ShortLivedJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shell commands of a document, run as a reader would run them: one section, in one shell, block by block. A block
 * marked {@code text} behind one marked {@code sh} is what it must print; {@code …} in it stands for anything.
 */
public final class DocumentedCommands {

    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\n(.*?)```", Pattern.DOTALL);
    private static final String END_OF_BLOCK = "\u0003";

    private final List<Block> blocks;
    private final String prelude;

    private DocumentedCommands(List<Block> blocks, String prelude) {
        this.blocks = blocks;
        this.prelude = prelude;
    }

    private record Block(String commands, String expected) {}

    /** A document whose sections can be run. */
    public record Document(Path path) {

        public DocumentedCommands section(String title) {
            try {
                String text = Files.readString(path);
                int start = text.indexOf("\n## " + title + "\n");
                if (start < 0) {
                    throw new AssertionError(path + " has no section " + title);
                }
                int end = text.indexOf("\n## ", start + 1);
                return new DocumentedCommands(blocks(text.substring(start, end < 0 ? text.length() : end)), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Document in(String path) {
        return new Document(Path.of(path));
    }

    /** With shell functions that stand in for commands, such as one that moves the clock instead of sleeping. */
    public DocumentedCommands after(String functions) {
        return new DocumentedCommands(blocks, functions);
    }

    /** All of them, to be run before those of another section. */
    public String commands() {
        return blocks.stream().map(Block::commands).collect(Collectors.joining());
    }

    private static List<Block> blocks(String section) {
        List<Block> found = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(section);
        while (matcher.find()) {
            if (matcher.group(1).equals("sh")) {
                found.add(new Block(matcher.group(2), ""));
            } else {
                Block last = found.remove(found.size() - 1);
                found.add(new Block(last.commands(), matcher.group(2)));
            }
        }
        assertThat(found).as("commands to run").isNotEmpty();
        return found;
    }

    /** Runs them and checks what they print. */
    public void run(Map<String, String> environment) throws IOException, InterruptedException {
        String script = blocks.stream()
                .map(block -> block.commands() + "printf '" + END_OF_BLOCK + "'\n")
                .collect(Collectors.joining("", "set -eu\n" + prelude + "\nprintf '" + END_OF_BLOCK + "'\n", ""));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().putAll(ShortLivedJava.forAdminTool());
        builder.environment().putAll(ShortLivedJava.forServer());
        builder.environment().putAll(environment);
        Process shell = builder.start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        String[] printed = output.split(END_OF_BLOCK, -1);
        for (int i = 0; i < blocks.size(); i++) {
            String expected = blocks.get(i).expected();
            if (!expected.isEmpty()) {
                assertThat(printed[i + 1].strip()).as(blocks.get(i).commands()).matches(pattern(expected.strip()));
            }
        }
    }

    private static Pattern pattern(String expected) {
        return Pattern.compile(
                List.of(expected.split("…", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
