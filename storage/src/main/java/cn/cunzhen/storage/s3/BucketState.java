package cn.cunzhen.storage.s3;

/**
 * How a bucket was made.
 *
 * @param versioned whether it keeps, or ever kept, several versions of one object
 * @param locks whether its objects can be locked and held
 * @param locksByDefault whether it locks every new object by itself
 */
record BucketState(boolean versioned, boolean locks, boolean locksByDefault) {}
