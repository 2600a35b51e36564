package io.github.catamail.cli;

import io.github.catamail.config.Problem;
import io.github.catamail.doctor.convert.Change;
import io.github.catamail.doctor.convert.Conversion;
import io.github.catamail.doctor.convert.Converter;
import io.github.catamail.doctor.convert.ResourceElement;
import io.github.catamail.doctor.convert.ResourceFile;
import io.github.catamail.doctor.convert.ResourceText;
import io.github.catamail.doctor.convert.XmlException;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts resources of Tomcat's own factory. */
@Command(
        name = "convert",
        description = {
            "Shows what a <Resource> of Tomcat's own factory is for Catamail.",
            "It has short names then, and each change is explained. Both mean the same: where a session would behave in"
                    + " another way, an attribute stays as it is. Without --file it looks for mail resources in the conf directory of CATALINA_BASE; without NAME and --file in a"
                    + " pipe it reads the standard input. Files are changed with --write only.",
        },
        footer = {
            "Examples:",
            "  catamail.sh convert",
            "  catamail.sh convert mail/Session",
            "  catamail.sh convert --file conf/context.xml --write",
            "  catamail.sh convert < resource.xml",
        })
final class ConvertCommand extends Subcommand {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read this file; a name that is not absolute may be one in CATALINA_BASE.")
    private @Nullable Path file;

    @Option(
            names = "--write",
            description =
                    "Change the file. A copy of it is kept beside it, with .before-catamail at the end of its name.")
    private boolean write;

    @Option(names = "--show-secrets", description = "Show passwords, and not *** in their place.")
    private boolean showSecrets;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description =
                    "The name of one resource, such as mail/Session; without it all mail resources are converted.")
    private @Nullable String name;

    private boolean hidden;

    ConvertCommand(Catamail catamail) {
        super(catamail);
    }

    @Override
    public Integer call() throws WrongUsageException, IOException {
        Results results = catamail().results("convert");
        List<Object> facts = new ArrayList<>();
        int found = 0;
        try {
            if (readsStandardInput()) {
                if (write) {
                    throw new WrongUsageException(
                            "--write needs --file or a NAME: the standard input cannot be changed");
                }
                byte[] input = catamail().surroundings().in().readAllBytes();
                found = convert(null, ResourceFile.of(input), results, facts);
            } else {
                for (Path each : files()) {
                    found += convert(each, ResourceFile.read(each), results, facts);
                }
            }
        } catch (XmlException noXml) {
            throw new WrongUsageException("this is no XML file of Tomcat: " + noXml.getMessage());
        }
        if (found == 0) {
            throw new WrongUsageException("there is no mail <Resource>" + (name == null ? "" : " of the name " + name)
                    + (file == null ? "" : " in " + file)
                    + (readsStandardInput()
                            ? " in the standard input, which is read where there is no terminal; to have a file of this"
                                    + " Tomcat read, add --file conf/context.xml"
                            : ""));
        }
        results.fact("resources", facts);
        if (hidden) {
            results.say("");
            say(
                    results,
                    "",
                    0,
                    write
                            ? "Passwords are shown as " + ResourceText.HIDDEN + "; in the file they are as they were."
                            : "Passwords are shown as " + ResourceText.HIDDEN
                                    + ": put the real ones in their place, or add --show-secrets.");
        }
        return results.finish();
    }

    private boolean readsStandardInput() {
        return file == null
                && name == null
                && !write
                && !catamail().surroundings().keyboard().isThere();
    }

    private List<Path> files() throws WrongUsageException, IOException {
        if (file != null) {
            return List.of(catamail().found(file));
        }
        return ConfigurationFiles.in(catamail().catalinaBase());
    }

    private int convert(@Nullable Path from, ResourceFile content, Results results, List<Object> facts)
            throws IOException, XmlException {
        ResourceFile changed = content;
        List<ResourceElement> wanted = wanted(content);
        // From the end, so that the places of those before stay what they are.
        List<Conversion> conversions = wanted.stream()
                .map(resource -> Converter.convert(resource.attributes()))
                .toList();
        for (int i = wanted.size() - 1; i >= 0; i--) {
            if (!conversions.get(i).attributes().isEmpty()
                    && !conversions.get(i).changes().isEmpty()) {
                changed = changed.with(wanted.get(i), conversions.get(i).attributes());
            }
        }
        Path backup = from != null && write && changed != content ? changed.replace(from) : null;
        for (int i = 0; i < wanted.size(); i++) {
            show(from, wanted.get(i), conversions.get(i), results, facts);
        }
        if (backup != null) {
            results.say("");
            say(results, "", 0, "Written to " + from + "; as it was it is in " + backup + ".");
        }
        return wanted.size();
    }

    private List<ResourceElement> wanted(ResourceFile content) {
        return content.resources().stream()
                .filter(resource -> name == null || resource.name().equals(name))
                .filter(resource -> Converter.isMail(resource.attributes()))
                .toList();
    }

    private void show(
            @Nullable Path from, ResourceElement resource, Conversion conversion, Results results, List<Object> facts) {
        String place = (from == null ? "" : shortened(from) + ", ") + "line " + resource.line();
        results.add(new Report(
                resource.name() + " (" + place + ")",
                List.of(),
                conversion.problems().stream()
                        .map(problem -> finding(conversion, problem))
                        .toList()));
        if (conversion.attributes().isEmpty()) {
            results.say("");
            say(results, "", 0, "It cannot be converted before that is put right.");
            return;
        }
        Map<String, String> shown =
                showSecrets ? conversion.attributes() : ResourceText.hidden(conversion.attributes());
        hidden |= !shown.equals(conversion.attributes());
        String xml = ResourceText.of(shown, 0);
        results.say("");
        xml.lines().forEach(results::say);
        results.say("");
        if (conversion.changes().isEmpty()) {
            say(results, "", 0, "Nothing is to be changed.");
        }
        conversion.changes().forEach(change -> say(results, "  - ", 4, words(change)));
        facts.add(fact(from, resource, xml, conversion));
    }

    /** Returns a file as it stands in messages: relative to {@code CATALINA_BASE}, if it is in it. */
    private Path shortened(Path path) {
        Path base = catamail().surroundings().catalinaBase();
        return base != null && path.startsWith(base) ? base.relativize(path) : path;
    }

    private static Finding finding(Conversion conversion, Problem problem) {
        return Finding.of(conversion.attributes().isEmpty() ? "" : "After the change:", problem);
    }

    private static Map<String, Object> fact(
            @Nullable Path from, ResourceElement resource, String xml, Conversion conversion) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", resource.name());
        fields.put("file", from == null ? "" : from.toString());
        fields.put("line", resource.line());
        fields.put("xml", xml);
        fields.put(
                "changes",
                conversion.changes().stream().map(ConvertCommand::fact).toList());
        return fields;
    }

    private static Map<String, Object> fact(Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", change.from());
        fields.put("to", change.to());
        fields.put("why", change.why());
        return fields;
    }

    private static String words(Change change) {
        if (change.from().isEmpty()) {
            return "'" + change.to() + "' is new: " + change.why() + ".";
        }
        if (change.to().isEmpty()) {
            return "'" + change.from() + "' is left out: " + change.why() + ".";
        }
        return change.from().equals(change.to())
                ? "'" + change.from() + "' is changed: " + change.why() + "."
                : "'" + change.from() + "' becomes '" + change.to() + "': " + change.why() + ".";
    }

    private void say(Results results, String first, int margin, String text) {
        Wrapping.hanging(first, margin, text, catamail().screen().width()).forEach(results::say);
    }
}
