/** Objects and heads on any S3 server with conditional writes, by the MinIO SDK. */
@NullMarked
package cn.cunzhen.storage.s3;

import org.jspecify.annotations.NullMarked;
