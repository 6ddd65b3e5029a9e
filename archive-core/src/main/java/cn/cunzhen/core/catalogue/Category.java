package cn.cunzhen.core.catalogue;

/**
 * A class of records (档案类别), as the retention schedules divide them.
 *
 * @param code the letters that stand for it in an archive number
 */
public record Category(String code, Label name) {}
