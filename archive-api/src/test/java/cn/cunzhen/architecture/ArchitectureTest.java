package cn.cunzhen.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/gg/jte/"))
          .importPackages("cn.cunzhen");

  private static final JavaClasses EVERYTHING =
      new ClassFileImporter().importPackages("cn.cunzhen.monitor");

  @Test
  void theProgramIsThere() {
    assertThat(PROGRAM).hasSizeGreaterThan(200);
    for (String floor : new String[] {"storage", "core", "indexer", "api"}) {
      assertThat(PROGRAM.containPackage("cn.cunzhen." + floor)).as(floor).isTrue();
    }
  }

  @Test
  void aFloorUsesOnlyTheFloorsBelowIt() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api")
        .definedBy("cn.cunzhen.api..")
        .layer("indexer")
        .definedBy("cn.cunzhen.indexer..")
        .layer("core")
        .definedBy("cn.cunzhen.core..")
        .layer("storage")
        .definedBy("cn.cunzhen.storage..")
        .whereLayer("api")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("indexer")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("core")
        .mayOnlyBeAccessedByLayers("api", "indexer")
        .because("each module is a floor, and nothing points upwards")
        .check(PROGRAM);
  }

  @Test
  void noTwoPackagesFormACircle() {
    slices().matching("cn.cunzhen.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void lowerFloorsDoNotKnowWhatOnlyUpperOnesMay() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage("cn.cunzhen.core..", "cn.cunzhen.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.lucene..", "org.apache.tika..", "io.javalin..")
        .because("core knows neither the index nor the server")
        .check(PROGRAM);
  }

  @Test
  void theMonitorSharesNoCodeWithWhatItWatches() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("cn.cunzhen.monitor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("cn.cunzhen.core..", "cn.cunzhen.storage..", "org.bouncycastle..")
        .because("a judge that shares our code shares our mistakes")
        .check(EVERYTHING);
  }
}
