package dev.novasphere.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of {@code bad-inputs/}: what somebody may try who may do nothing but write Wukongs in one namespace. Its first
 * line says what is tried, and the first line of each document what comes of it: who speaks, and with which words.
 *
 * @param number as the list counts it; the file's name begins with it
 * @param name the file's name without its ending
 * @param attempts the documents, sent one after the other
 */
record BadInput(int number, String name, List<Attempt> attempts) {
    private static final Path FOLDER = Path.of("src/test/resources/bad-inputs");
    private static final Pattern REPEATED = Pattern.compile("<<(.*?)\\*(\\d+)>>");

    /**
     * One document.
     *
     * @param result what comes of it: {@code schema}, {@code policy}, {@code condition} and so on
     * @param says the words to expect; empty where there are none
     * @param yaml the object
     */
    record Attempt(String result, String says, String yaml) {
        private static Attempt of(String document) {
            var end = document.indexOf('\n');
            var words = document.substring(2, end).split(": ", 2);
            return new Attempt(words[0], words.length == 1 ? "" : words[1], written(document.substring(end + 1)));
        }

        /** {@code <<text*3>>} stands for the text three times, which nobody wants to read in full. */
        private static String written(String text) {
            return REPEATED.matcher(text)
                    .replaceAll(many -> many.group(1)
                            .repeat(Integer.parseInt(many.group(2)))
                            .replace("\\", "\\\\")
                            .replace("$", "\\$"));
        }
    }

    /** Every file, in the order of its number. */
    static List<BadInput> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(BadInput::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The bad inputs cannot be listed.", e);
        }
    }

    /** The object of a story, which needs more than one person to be told. */
    static String story(String test) {
        return all().stream()
                .flatMap(input -> input.attempts().stream())
                .filter(attempt ->
                        attempt.result().equals("story") && attempt.says().equals(test))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No file of " + FOLDER + " tells the story " + test + "."))
                .yaml();
    }

    private static BadInput of(Path file) {
        try {
            var name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
            var text = Files.readString(file);
            var documents = text.substring(text.indexOf('\n') + 1).split("(?m)^---\n", -1);
            return new BadInput(
                    Integer.parseInt(name.substring(0, 2)),
                    name,
                    Arrays.stream(documents).map(Attempt::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ".", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
