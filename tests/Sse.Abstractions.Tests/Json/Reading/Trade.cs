using System.Text.Json.Serialization;

namespace Sse.Tests.Json.Reading;

[JsonConverter(typeof(JsonStringEnumConverter<TradeSide>))]
public enum TradeSide
{
    Buy,
    Sell,
}

public sealed record Venue(string Name, int Country);

/// <summary>Ten members of many kinds, one of them required, one set after construction.</summary>
public sealed record Trade(
    Guid Id, string Symbol, TradeSide Side, decimal Price, int Quantity, double? Limit, DateTimeOffset At, Venue? Venue, List<string?>? Tags)
{
    public required DateOnly Settles { get; init; }

    public Dictionary<string, long>? Fees { get; set; }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Trade))]
internal sealed partial class TradeContext : JsonSerializerContext;

/// <summary>What the generator is meant to emit for <see cref="Trade"/>.</summary>
internal static class TradeReader
{
    private static readonly SseMemberNames TradeNames = new("id", "symbol", "side", "price", "quantity", "limit", "at", "venue", "tags", "settles", "fees");
    private static readonly SseMemberNames VenueNames = new("name", "country");
    private static readonly SseEnumNames<TradeSide> TradeSideNames = new(("Buy", TradeSide.Buy, true), ("Sell", TradeSide.Sell, true));

    public static Trade Read(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new SseJsonReader(utf8Json, "trade");
        var value = ReadTrade(ref reader);
        reader.End();
        return value;
    }

    public static Trade ReadTrade(ref SseJsonReader reader)
    {
        Guid id = default;
        string symbol = null!;
        TradeSide side = default;
        decimal price = default;
        int quantity = default;
        double? limit = default;
        DateTimeOffset at = default;
        Venue? venue = null;
        List<string?>? tags = null;
        DateOnly settles = default;
        Dictionary<string, long>? fees = null;
        var seen = 0ul;
        var member = -1;
        reader.StartObject();
        while (reader.ReadMember(TradeNames, ref member))
        {
            switch (member)
            {
                case 0: id = reader.GetGuid(); break;
                case 1: symbol = reader.GetString()!; break;
                case 2: side = reader.GetEnum(TradeSideNames); break;
                case 3: price = reader.GetDecimal(); break;
                case 4: quantity = reader.GetInt32(); break;
                case 5: limit = reader.IsNull ? null : reader.GetDouble(); break;
                case 6: at = reader.GetDateTimeOffset(); break;
                case 7: venue = reader.IsNull ? null : ReadVenue(ref reader); break;
                case 8: tags = reader.IsNull ? null : ReadStrings(ref reader); break;
                case 9: settles = reader.GetDateOnly(); seen |= 1ul << 9; break;
                case 10: fees = reader.IsNull ? null : ReadFees(ref reader); break;
            }
        }
        if ((seen & (1ul << 9)) == 0) throw reader.Missing("settles");
        return new Trade(id, symbol, side, price, quantity, limit, at, venue, tags) { Settles = settles, Fees = fees };
    }

    private static Venue ReadVenue(ref SseJsonReader reader)
    {
        string name = null!;
        int country = default;
        var member = -1;
        reader.StartObject();
        while (reader.ReadMember(VenueNames, ref member))
        {
            switch (member)
            {
                case 0: name = reader.GetString()!; break;
                case 1: country = reader.GetInt32(); break;
            }
        }
        return new Venue(name, country);
    }

    private static List<string?> ReadStrings(ref SseJsonReader reader)
    {
        var value = new List<string?>();
        reader.StartArray();
        while (reader.ReadElement()) value.Add(reader.GetString());
        return value;
    }

    private static Dictionary<string, long> ReadFees(ref SseJsonReader reader)
    {
        var value = new Dictionary<string, long>();
        reader.StartObject();
        while (reader.ReadKey(out var key)) value[key] = reader.GetInt64();
        return value;
    }
}
