using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Sse.Tests.Differential;
using Sse.Tests.Reading;

namespace Sse.Tests.Cases;

/// <summary>Compares, for the code of a case, what generated code makes with what System.Text.Json makes.</summary>
public static class Judge
{
    [ThreadStatic]
    private static List<string>? t_faults;

    /// <summary>Writes an event, and reads it back.</summary>
    public static void Both<T>(T value)
    {
        Write(value);
        if (Outcome(() => JsonSerializer.Serialize(value, JsonSerializerOptions.Web)) is ["=", var json]) Read<T>(json);
    }

    /// <summary>Writes an event: both give the same bytes, or neither any.</summary>
    public static void Write<T>(T value) => Write(() => value);

    /// <summary>As <see cref="Write{T}(T)"/>, of an event that changes by being written.</summary>
    public static void Write<T>(Func<T> make)
    {
        var theirs = Outcome(() => JsonSerializer.Serialize(make(), JsonSerializerOptions.Web));
        Expect(theirs, Outcome(() => Json(make())), $"{typeof(T).Name} written");
    }

    /// <summary>Reads JSON: both give the same event, or neither any. An event that can't be read is passed over; a diagnostic says so.</summary>
    public static void Read<T>(string json) => ReadBytes<T>(Encoding.UTF8.GetBytes(json));

    /// <summary>As <see cref="Read{T}"/>, from bytes of any kind.</summary>
    public static void ReadBytes<T>(byte[] json)
    {
        if (!typeof(T).IsAssignableTo(typeof(ISseReadable<>).MakeGenericType(typeof(T)))) return;
        if (!typeof(T).IsValueType && "null"u8.SequenceEqual(json.AsSpan().Trim(" \n\t\r"u8))) return;
        var theirs = Outcome(() => Description.Of(JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)));
        Expect(theirs, Outcome(() => Description.Of(Call(nameof(Parse), typeof(T), json))), $"{typeof(T).Name} read from {Encoding.UTF8.GetString(json)}");
    }

    /// <summary>An event's JSON as generated code writes it.</summary>
    public static string Json<T>(T value) => (string)Call(nameof(WriteJson), typeof(T), value)!;

    /// <summary>An event's frame as generated code writes it.</summary>
    public static string Frame<T>(T value) => (string)Call(nameof(WriteFrame), typeof(T), value)!;

    /// <summary>An event's key.</summary>
    public static string Key<T>(T value) => (string)Call(nameof(WriteKey), typeof(T), value)!;

    public static void Equal(string expected, string actual, string what = "value")
    {
        if (expected != actual) t_faults?.Add($"{what}: {actual} instead of {expected}");
    }

    internal static ImmutableArray<string> Collect(Action run)
    {
        t_faults = [];
        try { run(); }
        catch (Exception exception) { t_faults.Add(exception.ToString()); }
        var faults = t_faults.ToImmutableArray();
        t_faults = null;
        return faults;
    }

    private static void Expect(string[] expected, string[] actual, string what)
    {
        // What is thrown differs: JsonException there, SseFormatException here.
        if (expected[0] == actual[0] && (expected[0] == "!" || expected[1] == actual[1])) return;
        t_faults?.Add($"{what}: {string.Join(' ', actual)} instead of {string.Join(' ', expected)}");
    }

    private static string[] Outcome(Func<string> make)
    {
        try { return ["=", make()]; }
        catch (Exception exception) { return ["!", exception.GetType().Name + ": " + exception.Message]; }
    }

    private static object? Call(string method, Type type, object? argument) => typeof(Judge).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [argument], null);

    private static string WriteJson<T>(T value)
        where T : ISseEvent<T> => Frames.Json(value);

    private static string WriteFrame<T>(T value)
        where T : ISseEvent<T> => Frames.Write(value);

    private static T Parse<T>(byte[] json)
        where T : ISseReadable<T> => T.Read(json);

    private static string WriteKey<T>(T value)
        where T : ISseKeyed<T>
    {
        var writer = new SseFrameWriter(stackalloc byte[64]);
        try
        {
            T.WriteKey(ref writer, value);
            return Encoding.UTF8.GetString(writer.Written);
        }
        finally { writer.Dispose(); }
    }
}
