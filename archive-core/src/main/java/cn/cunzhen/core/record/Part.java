package cn.cunzhen.core.record;

/** Which part of the transaction a file belongs to: 申报文件, 过程文件, 结果文件. */
public enum Part {
  APPLICATION,
  PROCESS,
  RESULT
}
