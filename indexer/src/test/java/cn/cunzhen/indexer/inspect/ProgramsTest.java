package cn.cunzhen.indexer.inspect;

import static cn.cunzhen.core.intake.FileInspection.Finding.EXECUTABLE;
import static cn.cunzhen.indexer.inspect.Inspecting.findings;
import static cn.cunzhen.indexer.inspect.Inspecting.inspect;
import static cn.cunzhen.indexer.inspect.Inspecting.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.Inspection;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramsTest {
  @ParameterizedTest
  @CsvSource({
    "a.bat, echo",
    "a.vbs, x = 1",
    "a.js, alert(1)",
    "a, '#!/bin/sh'",
    "a.txt, '#! /usr/bin/env python'",
  })
  void aScriptIsExecutable(String name, String content) throws IOException {
    assertThat(findings(name, utf8(content))).contains(EXECUTABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "a.exe, 4d5a9000030000000400",
    "a, 7f454c46020101",
    "a, cafebabe00000045",
    "a.lnk, 4c0000000114020000000000c000000000000046",
  })
  void aProgramIsExecutable(String name, String hex) throws IOException {
    assertThat(findings(name, HexFormat.of().parseHex(hex))).containsExactly(EXECUTABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, 'MZ是单位的简称'",
    "a.txt, 'BM是另一单位的简称'",
    "a.html, '<html><p>do not run .exe files</p></html>'",
    "a.txt, '# !/bin/sh 是什么'",
  })
  void aTextIsNoProgram(String name, String content) throws IOException {
    assertThat(findings(name, utf8(content))).isEmpty();
  }

  @Test
  void anArchiveOfProgramsIsExecutable() throws IOException {
    byte[] jar = Zip.of("META-INF/MANIFEST.MF", "A.class").bytes();

    assertThat(inspect("a.jar", jar))
        .isEqualTo(new Inspection("application/java-archive", List.of(EXECUTABLE)));
    assertThat(findings("a.zip", Zip.of("安装/setup.EXE").bytes())).containsExactly(EXECUTABLE);
  }
}
