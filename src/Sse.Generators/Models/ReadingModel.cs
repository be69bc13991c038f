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
internal sealed record ReadPrimitiveModel(string Method) : ReadValueModel;

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

/// <summary>Nothing can make it.</summary>
internal sealed record ReadUnmadeModel : ReadValueModel;

/// <summary>The reader of one type.</summary>
/// <param name="Name">The function's name, unique within the event.</param>
/// <param name="Type">What it gives, fully qualified.</param>
internal abstract record ReadFunctionModel(string Name, string Type)
{
    /// <summary>Whether it fills a value that is there instead of making one.</summary>
    public bool IsFilling { get; init; }
}

/// <summary>A record, class or struct.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Type">What it gives, fully qualified.</param>
/// <param name="Creation">How it comes to be, before the members that are no arguments are set; of no use when it is filled.</param>
/// <param name="Members">The members that are read, in the order in which they are written.</param>
/// <param name="Arguments">The arguments of its constructor; empty when it is made before the first member is read.</param>
/// <param name="ReadsTwice">Whether the members that are no arguments are set in the order and as often as JSON has them: their setters may tell.</param>
/// <param name="Others">What becomes of members of other names; null where they are passed over.</param>
/// <param name="Callbacks">What it is told, or null.</param>
/// <param name="Discriminator">The name of the discriminator by which the type was found; null where it was known.</param>
internal sealed record ReadObjectModel(
    string Name, string Type, ReadCreationModel Creation,
    EquatableArray<ReadMemberModel> Members, EquatableArray<ReadArgumentModel> Arguments, bool ReadsTwice, ReadOthersModel? Others,
    CallbackModel? Callbacks, string? Discriminator = null)
    : ReadFunctionModel(Name, Type);

/// <summary>How an object comes to be: by its constructor, by an accessor of it, or as a struct's default value.</summary>
/// <param name="IsDefault">Whether no constructor is called.</param>
/// <param name="Accessor">The accessor of a constructor that code can't call as it is, or null.</param>
internal sealed record ReadCreationModel(bool IsDefault, AccessorModel? Accessor);

/// <summary>A sequence.</summary>
internal sealed record ReadListModel(string Name, string Type, MakingModel Making, string ElementType, ReadValueModel Element, CallbackModel? Callbacks) : ReadFunctionModel(Name, Type);

/// <summary>A dictionary. A key of text has no reading of its own.</summary>
internal sealed record ReadDictionaryModel(
    string Name, string Type, MakingModel Making, string KeyType, ReadValueModel? Key, string ValueType, ReadValueModel Value, CallbackModel? Callbacks) : ReadFunctionModel(Name, Type);

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
/// <param name="Access">The way to set it.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Value">How its value is read.</param>
/// <param name="IsRequired">Whether JSON without it is refused.</param>
/// <param name="Default">What an argument is when JSON doesn't have it, in C#; null for what is no argument.</param>
internal sealed record ReadMemberModel(
    string JsonName, AccessModel Access, string Type, ReadValueModel Value, bool IsRequired, string? Default)
{
    /// <summary>How its value is filled where it is; null where it is replaced.</summary>
    public ReadFillModel? Fill { get; init; }

    public bool IsArgument => Default is not null;
}

/// <summary>How a member's value is filled where it is.</summary>
/// <param name="Access">The way to the value.</param>
/// <param name="Function">The function that fills it.</param>
/// <param name="IsSettable">Whether another, or null, can take its place.</param>
/// <param name="Kind">What is filled.</param>
internal sealed record ReadFillModel(AccessModel Access, string Function, bool IsSettable, FillKind Kind);

/// <summary>What is filled: a struct is a copy, which has to be set again.</summary>
internal enum FillKind
{
    Object,
    Struct,
    NullableStruct,
}

/// <summary>What becomes of members that have none of the names that are read.</summary>
/// <param name="Passed">Names that are known all the same, and passed over.</param>
/// <param name="Extension">Where the others go; null where they are refused.</param>
internal sealed record ReadOthersModel(EquatableArray<string> Passed, ReadExtensionModel? Extension);

/// <summary>The dictionary that takes members of unknown names.</summary>
/// <param name="Access">The way to it.</param>
/// <param name="Setting">The way to set it.</param>
/// <param name="Made">What is made where it is null.</param>
/// <param name="ValueType">The type of its values.</param>
/// <param name="Method">The reader's method that gives one.</param>
internal sealed record ReadExtensionModel(AccessModel Access, AccessModel Setting, string Made, string ValueType, string Method);

/// <summary>One argument of a constructor.</summary>
/// <param name="Member">The place of the member whose value it takes; -1 for a constant.</param>
/// <param name="Constant">The constant in C#, when it takes no member's value.</param>
internal sealed record ReadArgumentModel(int Member, string Constant);
