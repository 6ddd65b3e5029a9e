package cn.cunzhen.core.bag;

import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;

/** Something that is wrong with a package. */
public sealed interface PackageFinding {
  /** Its stable name. */
  String code();

  /** Which part of the package it concerns; empty where it is the whole. */
  String where();

  String english();

  String chinese();

  /** A defect of the package itself. */
  record Defective(PackageDefect defect, String where) implements PackageFinding {
    @Override
    public String code() {
      return defect.code();
    }

    @Override
    public String english() {
      return defect.english();
    }

    @Override
    public String chinese() {
      return defect.chinese();
    }
  }

  /** A fault of one of its seals. */
  record Unsealed(SealSuite suite, SealFault fault) implements PackageFinding {
    @Override
    public String code() {
      return fault.code();
    }

    @Override
    public String where() {
      return TagFile.METADATA + suite.fileName();
    }

    @Override
    public String english() {
      return fault.english();
    }

    @Override
    public String chinese() {
      return fault.chinese();
    }
  }
}
