package io.github.catamail.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
    private static final String ROOT = "io.github.catamail";

    /** Each package, and the packages that it may use. The empty name is the root, which nobody may use. */
    private static final Map<String, Set<String>> TABLE = Map.ofEntries(
            Map.entry("", Set.of("catalina", "session", "config", "loader")),
            Map.entry("catalina", Set.of("session", "scan", "config", "sharing", "loader")),
            Map.entry(
                    "cli",
                    Set.of(
                            "doctor.check",
                            "doctor.certificate",
                            "doctor.convert",
                            "doctor.explain",
                            "doctor.tree",
                            "trial",
                            "session",
                            "smtp",
                            "tls",
                            "report",
                            "config",
                            "secret",
                            "loader",
                            "time")),
            Map.entry("doctor.convert", Set.of("report", "config")),
            Map.entry("doctor.explain", Set.of("smtp", "report", "config")),
            Map.entry(
                    "session",
                    Set.of(
                            "trial",
                            "transport",
                            "pool",
                            "jmx",
                            "report",
                            "smtp",
                            "tls",
                            "traffic",
                            "config",
                            "secret",
                            "sharing",
                            "loader",
                            "time")),
            Map.entry("trial", Set.of("report", "smtp", "tls", "traffic", "config", "secret", "loader", "time")),
            Map.entry("transport", Set.of("pool", "smtp", "traffic", "config", "secret", "loader", "time")),
            Map.entry("pool", Set.of("smtp", "traffic", "config", "loader", "time")),
            Map.entry("smtp", Set.of("tls", "traffic", "config", "secret", "sharing", "loader", "time")),
            Map.entry("tls", Set.of("config", "secret", "loader", "time")),
            Map.entry("jmx", Set.of("traffic", "config", "loader", "time")),
            Map.entry(
                    "doctor.check",
                    Set.of("doctor.tree", "scan", "session", "tls", "config", "secret", "report", "loader", "time")),
            Map.entry("doctor.tree", Set.of("config", "secret", "report", "loader")),
            Map.entry("report", Set.of("config")),
            Map.entry("scan", Set.of("config", "loader")),
            Map.entry("doctor.certificate", Set.of("smtp", "tls", "report", "config", "secret", "loader", "time")),
            Map.entry("traffic", Set.of("config", "time")),
            Map.entry("config", Set.of("secret")),
            Map.entry("secret", Set.of()),
            Map.entry("sharing", Set.of("loader")),
            Map.entry("loader", Set.of()),
            Map.entry("time", Set.of()));

    private static final int LONGEST_SOURCE_FILE = 400;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages =
                MAIN.stream().map(type -> nameInTable(type.getPackageName())).collect(Collectors.toSet());

        assertThat(packages).isNotEmpty().isSubsetOf(TABLE.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableAllowsIt(String name) {
        String[] allowed = Stream.concat(Stream.of(name), TABLE.get(name).stream())
                .map(ArchitectureTest::nameInJava)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(nameInJava(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    static Stream<String> packages() {
        return TABLE.keySet().stream().sorted();
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlySmtpKnowsAngus() {
        onlyIn("smtp", resideInAPackage("org.eclipse.angus.."));
    }

    @Test
    void onlyCatalinaKnowsTomcat() {
        onlyIn(
                "catalina",
                resideInAnyPackage("org.apache.catalina..", "org.apache.tomcat..")
                        .and(not(rulesOfVariables())));
    }

    /** The rules by which Tomcat replaces variables, which are the same where it does not run. */
    @Test
    void onlyTheDoctorReplacesVariablesAsTomcatDoes() {
        onlyIn("doctor.tree", rulesOfVariables());
    }

    @Test
    void onlyTimeReadsTheClockOfTheMachine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(nameInJava("time"))
                .should()
                .accessTargetWhere(uses(System.class, "currentTimeMillis|nanoTime"))
                .orShould()
                .accessTargetWhere(uses(Clock.class, "system.*|tick.*"))
                .orShould()
                .accessTargetWhere(readsTheClockByItself())
                .check(MAIN);
    }

    @Test
    void onlyLoaderMakesThreadsAndSetsTheContextClassLoader() {
        noClasses()
                .that()
                .resideOutsideOfPackage(nameInJava("loader"))
                .should()
                .accessTargetWhere(uses(Thread.class, "<init>|setContextClassLoader"))
                .orShould()
                .accessTargetWhere(uses(Executors.class, "new.*"))
                .orShould()
                .accessTargetWhere(uses(CompletableFuture.class, ".*Async"))
                .orShould()
                .accessTargetWhere(uses(Timer.class, "<init>"))
                .check(MAIN);
    }

    @Test
    void nobodyButTheCommandPrintsOrEndsTheServerOrChangesItsProperties() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
                .should()
                .accessTargetWhere(uses(System.class, "out|err|exit|setProperty|setProperties|clearProperty"))
                .orShould()
                .accessTargetWhere(uses(Runtime.class, "exit|halt"))
                .orShould()
                .accessTargetWhere(printsToTheConsole())
                .check(MAIN);
    }

    @Test
    void onlyTheCommandKnowsItsLibrary() {
        onlyIn("cli", resideInAnyPackage("picocli.."));
    }

    /** A logger belongs to the class loader that is the context when it is made: see {@code LibraryLoader.logger}. */
    @Test
    void onlyLoaderMakesLoggers() {
        noClasses()
                .that()
                .resideOutsideOfPackage(nameInJava("loader"))
                .should()
                .accessTargetWhere(uses(System.class, "getLogger"))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging", "org.apache.juli.."))
                .check(MAIN);
    }

    /** What a manager of JSSE is called is not ours to choose. */
    @Test
    void noNameSaysNothing() {
        noClasses()
                .that(are(not(assignableTo(TrustManager.class))).and(not(assignableTo(KeyManager.class))))
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager)")
                .check(MAIN);
    }

    @Test
    void thePublicTypesAreThoseOfTheList() throws IOException {
        List<String> found = MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(found)
                .as("public types; those that are wanted stand, sorted, in public-types.txt")
                .isEqualTo(publicTypesWanted());
    }

    @Test
    void noSourceFileIsTooLong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources)
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Files.readAllLines(source).size())
                            .as("lines of %s", source)
                            .isLessThanOrEqualTo(LONGEST_SOURCE_FILE));
        }
    }

    private static DescribedPredicate<JavaClass> rulesOfVariables() {
        return describe(
                "Tomcat's IntrospectionUtils",
                type -> type.getBaseComponentType()
                        .getName()
                        .matches("org\\.apache\\.tomcat\\.util\\.IntrospectionUtils(\\$PropertySource)?"));
    }

    private static void onlyIn(String name, DescribedPredicate<JavaClass> types) {
        noClasses()
                .that()
                .resideOutsideOfPackage(nameInJava(name))
                .should()
                .dependOnClassesThat(types)
                .check(MAIN);
    }

    /** A call of, a reference to, or a read of a member of this type whose name matches. */
    private static DescribedPredicate<JavaAccess<?>> uses(Class<?> type, String names) {
        Pattern pattern = Pattern.compile(names);
        return describe(
                "of " + type.getSimpleName() + "." + names,
                access -> access.getTargetOwner().isAssignableTo(type)
                        && pattern.matcher(access.getTarget().getName()).matches());
    }

    /** {@code printStackTrace()}, and not that into a writer. */
    private static DescribedPredicate<JavaAccess<?>> printsToTheConsole() {
        return describe(
                "of Throwable.printStackTrace()",
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getName().equals("printStackTrace")
                        && target.getOwner().isAssignableTo(Throwable.class)
                        && target.getRawParameterTypes().isEmpty());
    }

    /** {@code Instant.now()} and the like, and {@code new Date()}; not {@code Instant.now(clock)}. */
    private static DescribedPredicate<JavaAccess<?>> readsTheClockByItself() {
        return describe("of now() without a clock", access -> {
            if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
                return false;
            }
            List<JavaClass> parameters = target.getRawParameterTypes();
            boolean now = target.getName().equals("now")
                    && target.getOwner().getPackageName().startsWith("java.time")
                    && parameters.stream().noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
            boolean date = target.getName().equals("<init>")
                    && target.getOwner().isEquivalentTo(Date.class)
                    && parameters.isEmpty();
            return now || date;
        });
    }

    private static List<String> publicTypesWanted() throws IOException {
        try (InputStream list = ArchitectureTest.class.getResourceAsStream("public-types.txt")) {
            return new String(list.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static String nameInTable(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    private static String nameInJava(String nameInTable) {
        return nameInTable.isEmpty() ? ROOT : ROOT + "." + nameInTable;
    }
}
