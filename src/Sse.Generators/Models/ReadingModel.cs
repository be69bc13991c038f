namespace Sse.Generators.Models;

/// <summary>How an event is read.</summary>
/// <param name="ClassName">The name of the nested class that holds the functions.</param>
/// <param name="Root">The function that reads the event itself.</param>
/// <param name="Functions">One function for each type that is not read by a single call.</param>
internal sealed record ReadingModel(string ClassName, string Root, EquatableArray<ReadFunctionModel> Functions);

/// <summary>How one value is read.</summary>
internal abstract record ReadValueModel;

/// <summary>A method of the reader takes it.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="IsNullable">Whether it gives null, which the compiler can't know to be fine.</param>
internal sealed record ReadPrimitiveModel(string Method, bool IsNullable) : ReadValueModel;

/// <summary>A converter takes it.</summary>
/// <param name="Field">The field that holds the converter.</param>
/// <param name="IsName">Whether it stands as a dictionary's key.</param>
internal sealed record ReadConverterModel(string Field, bool IsName = false) : ReadValueModel;

/// <summary>A <c>T?</c> over a value type.</summary>
/// <param name="Type">The type <c>T</c>, fully qualified.</param>
/// <param name="Inner">How a value that is present is read.</param>
internal sealed record ReadNullableModel(string Type, ReadValueModel Inner) : ReadValueModel;

/// <summary>One of the event's functions reads it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Null">What null gives, in C#; null where the function has to say.</param>
internal sealed record ReadCompositeModel(string Function, string? Null) : ReadValueModel;

/// <summary>The reader of one type.</summary>
/// <param name="Name">The function's name, unique within the event.</param>
/// <param name="Type">What it gives, fully qualified.</param>
internal abstract record ReadFunctionModel(string Name, string Type);

/// <summary>A record, class or struct: the members that are read in the order in which they are written, the constructor's arguments in theirs.</summary>
internal sealed record ReadObjectModel(
    string Name, string Type, ReadConstruction Construction, bool IsStruct, EquatableArray<ReadMemberModel> Members, EquatableArray<ReadArgumentModel> Arguments, ReadOthersModel? Others,
    string? Discriminator = null)
    : ReadFunctionModel(Name, Type);

/// <summary>A sequence.</summary>
internal sealed record ReadListModel(string Name, string Type, MakingModel Making, string ElementType, ReadValueModel Element) : ReadFunctionModel(Name, Type);

/// <summary>A dictionary. A key of text has no reading of its own.</summary>
internal sealed record ReadDictionaryModel(
    string Name, string Type, MakingModel Making, string KeyType, ReadValueModel? Key, string ValueType, ReadValueModel Value) : ReadFunctionModel(Name, Type);

/// <summary>An enum that is a number in JSON: the reader's method is the one of its underlying type.</summary>
internal sealed record ReadNumberEnumModel(string Name, string Type, string Method) : ReadFunctionModel(Name, Type);

/// <summary>An enum that has names in JSON.</summary>
internal sealed record ReadNamedEnumModel(string Name, string Type, EquatableArray<ReadEnumNameModel> Names) : ReadFunctionModel(Name, Type);

/// <summary>A value tuple: its JSON has no members.</summary>
internal sealed record ReadEmptyModel(string Name, string Type) : ReadFunctionModel(Name, Type);

/// <summary>One name of an enum's value.</summary>
/// <param name="JsonName">The name in JSON, not escaped.</param>
/// <param name="Member">The C# constant, fully qualified.</param>
/// <param name="AnyCase">Whether it is read in any case.</param>
internal sealed record ReadEnumNameModel(string JsonName, string Member, bool AnyCase);

/// <summary>One member of an object that is read.</summary>
/// <param name="JsonName">Its name in JSON, not escaped.</param>
/// <param name="Name">The C# member's name, without <c>@</c>.</param>
/// <param name="DeclaringType">The type that declares it, fully qualified.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Value">How its value is read.</param>
/// <param name="IsRequired">Whether JSON without it is refused.</param>
/// <param name="Setting">How the object gets it.</param>
/// <param name="Default">What it is when JSON doesn't have it: for arguments, in C#.</param>
internal sealed record ReadMemberModel(
    string JsonName, string Name, string DeclaringType, string Type, ReadValueModel Value, bool IsRequired, ReadSetting Setting, string Default);

/// <summary>What becomes of members that have none of the names that are read.</summary>
/// <param name="Passed">Names that are known all the same, and passed over.</param>
/// <param name="Extension">Where the others go; null where they are refused.</param>
internal sealed record ReadOthersModel(EquatableArray<string> Passed, ReadExtensionModel? Extension);

/// <summary>The dictionary that takes members of unknown names.</summary>
/// <param name="Name">The C# member's name, without <c>@</c>.</param>
/// <param name="DeclaringType">The type that declares it, fully qualified.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Made">What is made where it is null.</param>
/// <param name="ValueType">The type of its values.</param>
/// <param name="Method">The reader's method that gives one.</param>
/// <param name="IsAccessor">Whether its setter is called through an accessor.</param>
internal sealed record ReadExtensionModel(string Name, string DeclaringType, string Type, string Made, string ValueType, string Method, bool IsAccessor);

/// <summary>One argument of a constructor.</summary>
/// <param name="Member">The place of the member whose value it takes; -1 for a constant.</param>
/// <param name="Constant">The constant in C#, when it takes no member's value.</param>
internal sealed record ReadArgumentModel(int Member, string Constant);

/// <summary>How an object comes to be.</summary>
internal enum ReadConstruction
{
    /// <summary>By a constructor.</summary>
    Constructor,

    /// <summary>As a struct's default value.</summary>
    Default,
}

/// <summary>How an object gets a member's value.</summary>
internal enum ReadSetting
{
    /// <summary>As an argument of its constructor.</summary>
    Argument,

    /// <summary>In the initializer, as C# requires it.</summary>
    Initializer,

    /// <summary>As an argument, and in the initializer too because C# requires it.</summary>
    ArgumentAndInitializer,

    /// <summary>By assignment, if JSON has it.</summary>
    Assignment,

    /// <summary>Through an accessor, if JSON has it: code may not call an init-only or hidden setter later.</summary>
    Accessor,
}
