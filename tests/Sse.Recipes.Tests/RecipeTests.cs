using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Refit;

namespace Sse.Tests.Recipes;

/// <summary>Types of other libraries in events, as the guide says: the bytes are System.Text.Json's, and they are read back.</summary>
public class RecipeTests
{
    [Fact]
    public void Value_objects_of_Vogen_from_a_project_of_their_own()
    {
        var value = new OrderTaken(OrderId.From(7), CustomerName.From("Ada"), new() { [OrderId.From(8)] = 1 });
        IsRight(value, "{\"id\":7,\"customer\":\"Ada\",\"counts\":{\"8\":1}}");
    }

    [Fact]
    public void Instants_and_dates_of_NodaTime_by_their_converter_factory()
    {
        var value = new Scheduled(Instant.FromUnixTimeSeconds(1_767_225_600), new NodaTime.LocalDate(2026, 1, 2), null);
        IsRight(value, "{\"at\":\"2026-01-01T00:00:00Z\",\"day\":\"2026-01-02\",\"length\":null}");
    }

    [Fact]
    public void What_a_Refit_client_answers_with()
    {
        IsRight(new Forwarded(new User { Login = "ada", PublicRepos = 2 }), "{\"user\":{\"login\":\"ada\",\"public_repos\":2}}");
        typeof(IGitHub).GetMethod(nameof(IGitHub.GetUserAsync))!.ReturnType.ShouldBe(typeof(Task<User>));
    }

    [Fact]
    public void Messages_of_protobuf_by_a_converter_of_their_own_JSON()
    {
        var value = new Measured("a", new Google.Protobuf.WellKnownTypes.Duration { Seconds = 1, Nanos = 500_000_000 }, new Struct { Fields = { ["x"] = Value.ForNumber(1) } });
        IsRight(value, "{\"name\":\"a\",\"length\":\"1.500s\",\"facts\":{ \"x\": 1 }}", (left, right) => left.Equals(right));
    }

    [Fact]
    public void Values_of_the_framework_by_converters_of_a_few_lines()
    {
        IsRight(
            new LoggedIn(IPAddress.Parse("2001:db8::1"), BigInteger.Pow(10, 30), new Rune(0x1F600)),
            "{\"from\":\"2001:db8::1\",\"balance\":\"1000000000000000000000000000000\",\"badge\":\"\\uD83D\\uDE00\"}", (left, right) => left == right);
        IsRight(new LoggedIn(IPAddress.Loopback, -1, null), "{\"from\":\"127.0.0.1\",\"balance\":\"-1\",\"badge\":null}", (left, right) => left == right);
        foreach (var json in new[] { "{\"from\":\"x\"}", "{\"balance\":\"1.5\"}", "{\"balance\":1}", "{\"badge\":\"ab\"}", "{\"badge\":\"\"}" })
        {
            Should.Throw<SseFormatException>(() => SseData.Read<LoggedIn>(Encoding.UTF8.GetBytes(json)));
            Should.Throw<JsonException>(() => JsonSerializer.Deserialize<LoggedIn>(json, JsonSerializerOptions.Web));
        }
    }

    [Fact]
    public void The_converters_are_those_of_the_guide()
    {
        var guide = File.ReadAllText(Path.Combine(Root, "docs/guide/json.md"));
        var tests = File.ReadAllText(Path.Combine(Root, "tests/Sse.Recipes.Tests/FrameworkConverters.cs"));
        guide.ShouldContain(tests[tests.IndexOf("public sealed class IPAddressConverter", StringComparison.Ordinal)..].TrimEnd());
    }

    private static string Root => AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal)];

    private static void IsRight<T>(T value, string json, Func<T, T, bool>? isEqual = null)
        where T : ISseEvent<T>, ISseReadable<T>
    {
        var writer = new SseFrameWriter(stackalloc byte[64]);
        try
        {
            T.WriteFrame(ref writer, value);
            Encoding.UTF8.GetString(writer.Written).ShouldBe($"event: {T.EventName}\ndata: {json}\n\n");
        }
        finally { writer.Dispose(); }
        JsonSerializer.Serialize(value, JsonSerializerOptions.Web).ShouldBe(json);
        var read = SseData.Read<T>(Encoding.UTF8.GetBytes(json));
        if (isEqual is null) JsonSerializer.Serialize(read, JsonSerializerOptions.Web).ShouldBe(json);
        else isEqual(read, value).ShouldBeTrue();
    }
}

[SseEvent("taken")]
public partial record OrderTaken(OrderId Id, CustomerName Customer, Dictionary<OrderId, int> Counts);

[SseEvent("scheduled")]
public partial record Scheduled(
    [property: JsonConverter(typeof(NodaTimeDefaultJsonConverterFactory))] Instant At,
    [property: JsonConverter(typeof(NodaTimeDefaultJsonConverterFactory))] NodaTime.LocalDate Day,
    [property: JsonConverter(typeof(NodaTimeDefaultJsonConverterFactory))] NodaTime.Duration? Length);

public interface IGitHub
{
    [Get("/users/{login}")]
    Task<User> GetUserAsync(string login);
}

public sealed class User
{
    [JsonPropertyName("login")] public string? Login { get; set; }
    [JsonPropertyName("public_repos")] public int PublicRepos { get; set; }
}

[SseEvent("forwarded")]
public partial record Forwarded(User User);

[SseEvent("measured")]
public partial record Measured(
    string Name,
    [property: JsonConverter(typeof(ProtobufConverter<Google.Protobuf.WellKnownTypes.Duration>))] Google.Protobuf.WellKnownTypes.Duration Length,
    [property: JsonConverter(typeof(ProtobufConverter<Struct>))] Struct Facts);

/// <summary>The canonical JSON of a message.</summary>
public sealed class ProtobufConverter<T> : JsonConverter<T>
    where T : Google.Protobuf.IMessage<T>, new()
{
    public override T Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Google.Protobuf.JsonParser.Default.Parse<T>(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteRawValue(Google.Protobuf.JsonFormatter.Default.Format(value));
}
