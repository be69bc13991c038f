using System.Text.Json.Serialization;

namespace Sse.Tests.Differential.Events;

[SseEvent]
public partial class LeftOut
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int B { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public double C { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? D { get; set; }
    [JsonIgnore] public string? E { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Always)] public Action? F { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Place G { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Place? H { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Colour? I { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Weekday J { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public string? K { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public ReadOnlyMemory<byte> L { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public decimal M { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public List<int>? N { get; set; }
}

[SseEvent]
public partial record NothingCertain
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool B { get; set; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Half C { get; set; }
}

[SseEvent]
public partial record Renamed
{
    [JsonPropertyName("")] public int Empty { get; set; }
    [JsonPropertyName("with \"quotes\" & <tags> + 'more' `ü😀\u007f\u0001\n")] public int Hostile { get; set; }
    public int URLValue { get; set; }
    public int ID { get; set; }
    public int IPAddr { get; set; }
    public int A1B { get; set; }
    public int _Foo { get; set; }
    public int X { get; set; }
    public int ABC { get; set; }
    public int ÄÖü { get; set; }
    public int 日本 { get; set; }
    public int @event { get; set; }
    public int Value { get; set; }
    public int Writer { get; set; }
    [JsonPropertyOrder(3)] public int Last { get; set; }
    [JsonPropertyOrder(-3)] public int First { get; set; }
    [JsonPropertyOrder(-3)] public int Second { get; set; }
    [JsonPropertyOrder(2)] public int BeforeLast { get; set; }
}

#pragma warning disable CA1044, CA1051, CA1721, CA1822, MA0041, MA0069, IDE0044, RCS1085, RCS1170, RCS1213, CA2227, IDE0051, MA0036, CA1815, SSE0012 // Members that are never written, beside those that are.
[SseEvent]
public partial class Visibility
{
    public int Field;
    [JsonInclude] public int IncludedField = 2;
    [JsonInclude] private int _hidden = 3;
    [JsonInclude] internal string Internal { get; set; } = "i";
    [JsonInclude] public int HalfPrivate { private get; set; } = 4;
    public int PrivateGetter { private get; set; } = 5;
    public int SetOnly { set => _hidden = value; }
    public int GetOnly => 6;
    public int this[int index] => index;
    public static int Static => 7;
    public const int Constant = 8;
    private int Private { get; set; }
    [JsonRequired] public int Required { get; set; }
    public FieldsOnly Fields { get; set; }
}

public struct FieldsOnly
{
    public int A;
    public int B;
}
