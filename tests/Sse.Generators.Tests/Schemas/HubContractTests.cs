using System.Reflection;
using System.Text.Json;
using Sse.Tests.Hubs;

namespace Sse.Tests.Schemas;

/// <summary>What a running application says of its hubs.</summary>
public class HubContractTests
{
    [Fact]
    public void A_hub_tells_its_events_in_the_forms_that_it_writes()
    {
        Properties<WebHub>("traded").ShouldBe(["theSymbol", "thePrice", "theSide", "theNote"]);
        Properties<SnakeHub>("traded").ShouldBe(["the_symbol", "the_price", "the_side", "the_note"]);
        Event<WebHub>("traded").GetProperty("key")[0].GetString().ShouldBe("theSymbol");
        Event<SnakeHub>("traded").GetProperty("key")[0].GetString().ShouldBe("the_symbol");
        Event<SnakeHub>("traded").GetProperty("schema").GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["the_symbol", "the_price", "the_side"]);
    }

    [Fact]
    public void Events_stand_in_the_order_of_their_declaration_after_the_hub()
    {
        var contract = SseHubContract.Of<SnakeHub>();
        contract.ToJson().ShouldStartWith("""{"sse":1,"hub":"SnakeHub","namespace":"Sse.Tests.Hubs",""");
        using var document = JsonDocument.Parse(contract.ToJson());
        document.RootElement.EnumerateObject().Last().Name.ShouldBe("events");
        document.RootElement.GetProperty("events").EnumerateArray().Select(item => item.GetRawText()).ShouldBe(contract.Events);
    }

    [Fact]
    public void The_holders_that_a_hub_names_have_its_contracts()
    {
        var holders = Holders<SnakeHub>().Split('\n').Select(name => Type.GetType(name, throwOnError: true)!);
        holders.Select(holder => holder.GetInterfaces().Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ISseFormat<>)).Select(contract =>
            (string)typeof(HubContractTests).GetMethod(nameof(ContractOf), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(contract.GetGenericArguments()[0], holder).Invoke(null, null)!).Single())
            .ShouldBe(SseHubContract.Of<SnakeHub>().Events);
    }

    [Fact]
    public void An_event_that_is_written_by_hand_says_its_name_only() =>
        SseHubContract.OfEvent<ByHand, ByHand>().ShouldBe("""{"event":"by \u0022hand\u0022","type":"ByHand","schema":true}""");

    private static string[] Properties<THub>(string name)
        where THub : SseHub, ISseHub<THub> => [.. Event<THub>(name).GetProperty("schema").GetProperty("properties").EnumerateObject().Select(property => property.Name)];

    private static JsonElement Event<THub>(string name)
        where THub : SseHub, ISseHub<THub> =>
        JsonSerializer.Deserialize<JsonElement>(SseHubContract.Of<THub>().ToJson()).GetProperty("events").EnumerateArray().Single(item => item.GetProperty("event").GetString() == name);

    private static string Holders<THub>()
        where THub : SseHub, ISseHub<THub> => THub.ContractHolders;

    private static string ContractOf<T, TFormat>()
        where TFormat : ISseFormat<T> => TFormat.Contract;

    private sealed class ByHand : ISseEvent<ByHand>
    {
        static string ISseFormat<ByHand>.EventName => "by \"hand\"";

        static void ISseFormat<ByHand>.WriteFrame(ref SseFrameWriter writer, ByHand value) => writer.WriteRaw("data: \n\n"u8);
    }
}
