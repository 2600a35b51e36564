package io.github.catamail.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as far as tests look at it: its headings, links and blocks of code. */
record MarkdownPage(Path file, String prose, List<Block> blocks) {
    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    /**
     * A block of code.
     *
     * @param language the word behind the fence
     * @param line where it begins
     * @param text what is between the fences
     */
    record Block(String language, int line, String text) {}

    /** Returns the README and all pages in {@code docs}. */
    static List<MarkdownPage> all() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            List<Path> files = Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            List<MarkdownPage> pages = new ArrayList<>();
            for (Path file : files) {
                pages.add(read(file));
            }
            return pages;
        }
    }

    static MarkdownPage read(Path file) throws IOException {
        StringBuilder prose = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        StringBuilder block = null;
        String language = "";
        int start = 0;
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                (block == null ? prose : block).append(lines.get(i)).append('\n');
            } else if (block == null) {
                block = new StringBuilder();
                language = fence.group(1);
                start = i + 1;
            } else {
                blocks.add(new Block(language, start, block.toString()));
                block = null;
            }
        }
        if (block != null) {
            throw new IOException(file + ": the block that begins in line " + start + " has no end");
        }
        return new MarkdownPage(file, prose.toString(), blocks);
    }

    /** Returns the targets of all links. */
    List<String> links() {
        return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
    }

    /** Returns the anchors that GitHub makes of the headings. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        prose.lines().filter(line -> line.matches("#+ .*")).forEach(line -> {
            String slug = line.replaceFirst("#+ ", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String anchor = slug;
            for (int again = 1; !anchors.add(anchor); again++) {
                anchor = slug + "-" + again;
            }
        });
        return anchors;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
