package cn.cunzhen.storage.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Room;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The filesystem of this host. */
final class LocalDisk implements Disk {
  private static final FileAttribute<?> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  @Override
  public void write(Path file, Content content) throws IOException {
    try (InputStream in = content.open();
        FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      in.transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    Files.createLink(name, file);
  }

  @Override
  public void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  @Override
  public void sync(Path file) throws IOException {
    Sync.all(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OWNER_ALONE);
    } catch (FileSystemException e) {
      if (Files.isRegularFile(folder) || liesInAFile(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    Sync.all(folder);
  }

  @Override
  public Optional<Facts> facts(Path name) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(name, BasicFileAttributes.class);
      return Optional.of(
          new Facts(found.isDirectory(), found.size(), found.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (liesInAFile(name)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean liesInAFile(Path name) {
    for (Path above = name.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Child> children(Path folder, String start) throws IOException {
    List<Child> children = new ArrayList<>();
    try (Stream<Path> names = Files.list(folder)) {
      for (Path name : (Iterable<Path>) names::iterator) {
        String child = name.getFileName().toString();
        if (child.startsWith(start)) {
          facts(name).ifPresent(facts -> children.add(new Child(child, facts)));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return children;
  }

  @Override
  public InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public Place view(Path file) throws IOException {
    return LocalPlace.open(file, "r");
  }

  @Override
  public Place edit(Path file) throws IOException {
    return LocalPlace.open(file, "rw");
  }

  @Override
  public HostLock lock(Path folder) throws IOException {
    return HostLock.in(folder);
  }

  @Override
  public boolean isFull(IOException failure, Path folder) {
    return Room.isMissing(failure, folder);
  }
}
