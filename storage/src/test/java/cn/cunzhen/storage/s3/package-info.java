/** The contract against a real S3 server, and what becomes of it when the network fails. */
@NullMarked
package cn.cunzhen.storage.s3;

import org.jspecify.annotations.NullMarked;
