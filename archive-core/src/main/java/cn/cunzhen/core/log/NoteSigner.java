package cn.cunzhen.core.log;

/** Signs notes under one key. */
public interface NoteSigner {
  /** What verifies its signatures. */
  VerifierKey verifierKey();

  /** Signs the text of a note, which ends in a newline; equal texts get equal signatures. */
  NoteSignature sign(String text);
}
