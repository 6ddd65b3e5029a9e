package cn.cunzhen.api.pages;

import cn.cunzhen.core.record.Holder;

/**
 * All records of one holder, as their page shows them.
 *
 * @param holder the number masked, unless the viewer is a holder
 */
public record DossierPage(Holder holder, Results results) {}
