package cn.cunzhen.api.account;

/** What keeps a question from being kept. */
public enum KeptFault {
  /** It asks for nothing in particular. */
  EMPTY,
  /** Longer than {@link KeptQuestions#LONGEST_QUESTION} characters, or narrowed down too far. */
  LONG,
  /** It has no name. */
  NAMELESS,
  /** Its name has more than {@link KeptQuestions#LONGEST_NAME} characters. */
  LONG_NAME,
  /** Another one is called so. */
  NAME_TAKEN,
  /** There are {@link KeptQuestions#MOST} already. */
  FULL
}
