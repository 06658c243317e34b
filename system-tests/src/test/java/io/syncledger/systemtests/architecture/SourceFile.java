package io.syncledger.systemtests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * Puts each class into the slice of its source file; classes that the build generates into none.
 */
final class SourceFile implements SliceAssignment {
  private static final String ROOT = "io.syncledger.";

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    var name = javaClass.getName();
    int simple = name.lastIndexOf('.') + 1;
    // Micronaut names what it generates for Foo $Foo$Definition, $Foo$Introspection and so on.
    if (!name.startsWith(ROOT) || name.startsWith("$", simple)) {
      return SliceIdentifier.ignore();
    }
    int nested = name.indexOf('$', simple);
    return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
  }

  @Override
  public String getDescription() {
    return "source files";
  }
}
