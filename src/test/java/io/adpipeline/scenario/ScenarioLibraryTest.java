package io.adpipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioLibraryTest {

    private static final String SMALLEST = "traffic: {model: even}\nslo: {endToEnd: {p90: 2s}}\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void writeScenarios() throws IOException {
        write("unit", SMALLEST + "tags: [baseline]\n");
        write("mmpp", SMALLEST + "tags: [baseline, bursts]\n");
        write("mmpp-slow", SMALLEST + "tags: [bursts]\n");
        write("untagged", SMALLEST);
        Files.writeString(directory.resolve("README.md"), "no scenario");
    }

    @Test
    void whatEditorsAndArchivesLeaveIsNoScenario() throws IOException {
        write("._unit", "no YAML: [");
        Files.createSymbolicLink(directory.resolve(".#unit.yaml"), directory.resolve("someone@host.1234"));

        assertThat(select("", "baseline", Map.of())).containsExactly("mmpp", "unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost.yml", "lost.YAML", "lost.Yml"})
    void aFileOfAnotherEndingIsNamedAndNotLeftOut(String name) throws IOException {
        Files.writeString(directory.resolve(name), SMALLEST);

        assertThat(refusal("unit", "", Map.of())).contains(name, "scenarios end in .yaml", "rename it");
    }

    private void write(String name, String yaml) throws IOException {
        Files.writeString(directory.resolve(name + ".yaml"), yaml);
    }

    private List<String> select(String names, String tags, Map<String, String> overrides) {
        return new ScenarioLibrary(directory, EvenModel.parser("even"))
                .select(ScenarioLibrary.Selection.of(names, tags), overrides).stream()
                        .map(Scenario::name)
                        .toList();
    }

    private String refusal(String names, String tags, Map<String, String> overrides) {
        ScenarioException refusal = catchThrowableOfType(ScenarioException.class, () -> select(names, tags, overrides));
        assertThat(refusal)
                .as("refusal of names '%s' and tags '%s'", names, tags)
                .isNotNull();
        return refusal.getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "'','',mmpp unit",
        "unit,'',unit",
        "'unit,mmpp','',mmpp unit",
        "'unit , mmpp','',mmpp unit",
        "mmpp*,'',mmpp mmpp-slow",
        "'mmpp*,mm*,*slow','',mmpp mmpp-slow",
        "u*,'',unit untagged",
        "*,'',mmpp mmpp-slow unit untagged",
        "uni?,'',unit",
        "'',bursts,mmpp mmpp-slow",
        "'','bursts,baseline',mmpp mmpp-slow unit",
        "u*,baseline,unit",
        "mmpp*,'bursts,baseline',mmpp mmpp-slow"
    })
    void namesGlobsAndTagsChooseAndTheDefaultIsBaseline(String names, String tags, String chosen) {
        assertThat(select(names, tags, Map.of())).containsExactly(chosen.split(" "));
    }

    @Test
    void overridesApplyToEveryChosenScenario() {
        List<Scenario> scenarios = new ScenarioLibrary(directory, EvenModel.parser("even"))
                .select(ScenarioLibrary.Selection.of("*", ""), Map.of("seed", "42"));

        assertThat(scenarios)
                .hasSize(4)
                .allSatisfy(scenario -> assertThat(scenario.load().seed()).hasValue(42));
    }

    @Test
    void namesAreSortedAndTellOfBrokenFilesToo() throws IOException {
        write("broken", "- a");

        assertThat(new ScenarioLibrary(directory, EvenModel.parser("even")).names())
                .containsExactly("broken", "mmpp", "mmpp-slow", "unit", "untagged");
    }

    @Test
    void aNameThatMatchesNothingListsWhatThereIs() {
        assertThat(refusal("unit,mmp", "", Map.of()))
                .isEqualTo(directory + ": unknown scenario 'mmp';"
                        + " available: mmpp, mmpp-slow, unit, untagged; did you mean 'mmpp'?");
        assertThat(refusal("x*", "", Map.of())).contains("unknown scenario 'x*'");
        assertThat(refusal("README", "", Map.of())).contains("unknown scenario 'README'");
    }

    @Test
    void aTagThatMatchesNothingListsWhatThereIs() {
        assertThat(refusal("", "burst", Map.of()))
                .isEqualTo(
                        directory + ": unknown tag 'burst';" + " available: baseline, bursts; did you mean 'bursts'?");
        assertThat(refusal("", "baseline,smoke", Map.of())).contains("unknown tag 'smoke'");
    }

    @Test
    void namesAndTagsThatShareNoScenarioAreNoEmptySelection() {
        assertThat(refusal("unit", "bursts", Map.of())).contains("unknown tag 'bursts'; available: baseline");
        assertThat(refusal("untagged", "bursts", Map.of())).contains("; there are none");
    }

    @Test
    void aGlobThatIsNoneIsRefused() {
        assertThat(refusal("[", "", Map.of())).contains("scenario must be a name or a glob, was '['");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mmpp,", ",", "mmpp,,unit", " "})
    void aBlankPartOfAListIsRefused(String list) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioLibrary.Selection.of(list, ""))
                .withMessageStartingWith("names and tags must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> ScenarioLibrary.Selection.of("", list));
    }

    @Test
    void aBrokenFileThatIsNotChosenStopsNothing() throws IOException {
        write("broken", "- a");

        assertThat(select("unit", "", Map.of())).containsExactly("unit");
        assertThat(select("u*", "baseline", Map.of())).containsExactly("unit");
    }

    @Test
    void aFileWithWrongValuesStillTellsItsTags() throws IOException {
        write("broken", "tags: [other]\nwindw: 5\nproducers: x\n");

        assertThat(select("", "baseline", Map.of())).containsExactly("mmpp", "unit");
        assertThat(refusal("", "other", Map.of())).contains("windw").contains("producers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a", "", "a: [", "tags: baseline", "tags: [[a]]"})
    void aFileThatDoesNotTellItsTagsStopsAChoiceByTag(String yaml) throws IOException {
        write("broken", yaml);

        assertThat(refusal("", "baseline", Map.of())).contains("broken.yaml");
        assertThat(refusal("", "", Map.of())).contains("broken.yaml");
    }

    @Test
    void theProblemsOfAllChosenFilesAreToldAndThoseOfOverridesOnce() throws IOException {
        write("a", SMALLEST + "seed: x");
        write("b", SMALLEST + "campaigns: x");

        assertThat(refusal("a,b", "", Map.of("producers", "0")))
                .startsWith("3 problems:\n")
                .contains("a.yaml:3: seed")
                .contains("b.yaml:3: campaigns")
                .containsOnlyOnce("producers: producers");
    }

    @Test
    void aDirectoryWithoutScenariosIsRefused() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        ScenarioParser parser = EvenModel.parser("even");

        assertThat(catchThrowableOfType(ScenarioException.class, () -> new ScenarioLibrary(empty, parser).names()))
                .hasMessage("%s: no scenarios (*.yaml) in this directory", empty);
        assertThat(catchThrowableOfType(
                        ScenarioException.class, () -> new ScenarioLibrary(directory.resolve("gone"), parser).names()))
                .hasMessageContaining("gone: cannot read the directory: ");
    }
}
