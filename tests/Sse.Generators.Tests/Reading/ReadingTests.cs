using System.Text;
using Sse.Tests.Differential.Events;
using Sse.Tests.Harness;
using Sse.Tests.Hubs;

namespace Sse.Tests.Reading;

public class ReadingTests(ITestOutputHelper output)
{
    private const int Samples = 200;

    [Fact]
    public void Every_member_kind_is_read_as_System_Text_Json_reads_it()
    {
        var comparison = new ReadingComparison();
        comparison.Run<Integers>(Samples);
        comparison.Run<Reals>(Samples);
        comparison.Run<Texts>(Samples);
        comparison.Run<Times>(Samples);
        comparison.Run<Nullables>(Samples);
        comparison.Run<Enums>(Samples);
        comparison.Run<Collections>(Samples);
        comparison.Run<Dictionaries>(Samples);
        comparison.Run<LeftOut>(Samples);
        comparison.Run<NothingCertain>(Samples);
        comparison.Run<Renamed>(Samples);
        comparison.Run<Message>(Samples);
        comparison.Run<Empty>(Samples);
        comparison.Run<Sequences>(Samples);
        comparison.Run<KeyKinds>(Samples);
        comparison.Run<EnumKeys>(Samples);
        comparison.Run<DictionaryKinds>(Samples);
        comparison.Run<FlagNames>(Samples);
        comparison.Run<Branch>(Samples);
        comparison.Run<Converted>(Samples);
        comparison.Run<Differential.Events.Shapes>(Samples * 4);
        comparison.Run<ByContext>(Samples);
        comparison.Run<OfContext>(Samples);
        comparison.Run<AnyJson>(Samples);
        comparison.Run<Extended>(Samples);
        comparison.Run<ExtendedAlone>(Samples);
        comparison.Run<ExtendedUnsure>(Samples);
        Print(comparison);
    }

    [Fact]
    public void Every_way_to_make_an_object_is_that_of_System_Text_Json()
    {
        var comparison = new ReadingComparison();
        comparison.Run<Settable>(Samples);
        comparison.Run<Required>(Samples);
        comparison.Run<Defaults>(Samples);
        comparison.Run<Value>(Samples);
        comparison.Run<Constructed>(Samples);
        comparison.Run<Chosen>(Samples);
        comparison.Run<Nested>(Samples);
        comparison.Run<Keywords>(Samples);
        foreach (var json in new[] { "{}", "{\"name\":\"x\"}", "{\"other\":1}", "{\"name\":\"x\",\"other\":2}", "{\"name\":null}" })
            comparison.Compare<Promised>(Encoding.UTF8.GetBytes(json));
        Print(comparison);
    }

    [Fact]
    public void A_single_difference_is_found()
    {
        Description.Of(new Settable { Number = 1 }).ShouldNotBe(Description.Of(new Settable { Number = 2 }));
        Description.Of(new Nested(null!, [new Inner { Kind = "a" }], [], default, null, null)).ShouldNotBe(Description.Of(new Nested(null!, [new Inner { Kind = "b" }], [], default, null, null)));
        Description.Of(1.50m).ShouldNotBe(Description.Of(1.5m));
        Description.Of(0.0).ShouldNotBe(Description.Of(-0.0));
    }

    [Theory]
    [InlineData("{\"id\":1,\"name\":\"x\",\"count\":2}", "$", 28, "re named")]
    [InlineData("{\"id\":1,\"name\":5}", "$.name", 15, "string")]
    [InlineData("{\"id\":1,\"re named\":[1,2,\"x\"]}", "$['re named'][2]", 24, "Int32")]
    [InlineData("[]", "$", 0, "object")]
    [InlineData("null", "$", 0, "object")]
    [InlineData("{\"id\":1,}", "$.id", 8, "malformed")]
    public void An_error_names_the_event_the_path_and_the_byte(string json, string path, long position, string word)
    {
        var error = Should.Throw<SseFormatException>(() => SseData.Read<Required>(Encoding.UTF8.GetBytes(json)));
        (error.EventName, error.Path, error.BytePosition).ShouldBe(("required", path, position));
        error.Message.ShouldContain(word);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Depth_is_bounded_at_64(int arrays, bool isRead)
    {
        var json = Encoding.UTF8.GetBytes($"{{\"unknown\":{new string('[', arrays)}{new string(']', arrays)},\"text\":\"x\"}}");
        new ReadingComparison().Compare<Message>(json);
        if (isRead) SseData.Read<Message>(json).Text.ShouldBe("x");
        else Should.Throw<SseFormatException>(() => SseData.Read<Message>(json));
    }

    [Fact]
    public void A_hub_reads_its_events_by_name()
    {
        TryRead<MarketHub>("price", "{\"symbol\":\"ACME\",\"price\":1.5}", out var value).ShouldBeTrue();
        value.ShouldBe(new PriceChanged("ACME", 1.5m));
        TryRead<MarketHub>("halted", "{\"SYMBOL\":\"ACME\"}", out value).ShouldBeTrue();
        value.ShouldBe(new Halted("ACME"));
        TryRead<MarketHub>("Price", "{}", out value).ShouldBeFalse();
        TryRead<UserHub>("halted", "{}", out value).ShouldBeFalse();
        value.ShouldBeNull();
        Should.Throw<SseFormatException>(() => TryRead<MarketHub>("price", "{", out _)).EventName.ShouldBe("price");
    }

    [Fact]
    public void What_can_not_be_read_can_be_published_and_reading_it_does_not_compile()
    {
        const string Source = """
            [Sse.SseEvent("a")] public partial class A { public A(int x, int y) => Sum = x + y; public int Sum { get; } }
            [Sse.SseHub(typeof(A))] public sealed partial class Hub;
            public static class Use
            {
                public static void Publish(Hub hub) => hub.Publish(new A(1, 2));
                CALL
            }
            """;
        GeneratorRun.Clean(Source.Replace("CALL", "", StringComparison.Ordinal));
        GeneratorRun.Of(Source.Replace("CALL", "public static A Read(byte[] data) => Sse.SseData.Read<A>(data);", StringComparison.Ordinal))
            .Output.Complaints().ShouldHaveSingleItem().Id.ShouldBe("CS0311");
    }

    private static bool TryRead<THub>(string name, string data, out object? value)
        where THub : SseHub, ISseHub<THub> => THub.TryRead(name, Encoding.UTF8.GetBytes(data), out value);

    private void Print(ReadingComparison comparison)
    {
        output.WriteLine($"{comparison.Compared:N0} readings compared with System.Text.Json's, {comparison.Accepted:N0} of them accepted.");
        comparison.Accepted.ShouldBeGreaterThan(comparison.Compared / 4);
        (comparison.Compared - comparison.Accepted).ShouldBeGreaterThan(comparison.Compared / 20);
    }
}
