// The compiler asks for this type when a list pattern is compiled for netstandard2.0.
namespace System;

internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
