using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse.Tests.Reading;

/// <summary>Everything that a value holds as text, private state included: no serializer's view of it.</summary>
internal static class Description
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        _ = value switch
        {
            null => text.Append("null"),
            double number => text.Append(BitConverter.DoubleToInt64Bits(number)),
            float number => text.Append(BitConverter.SingleToInt32Bits(number)),
            decimal number => text.Append(string.Join(',', decimal.GetBits(number))),
            DateTime date => text.Append(CultureInfo.InvariantCulture, $"{date:O} {date.Kind}"),
            DateTimeOffset date => text.Append(CultureInfo.InvariantCulture, $"{date:O}"),
            JsonElement element => text.Append(element.GetRawText()),
            JsonDocument document => text.Append(document.RootElement.GetRawText()),
            JsonNode node => text.Append(CultureInfo.InvariantCulture, $"{node.GetValueKind()} {node.ToJsonString()}"),
            Uri uri => text.Append(uri.OriginalString),
            Memory<byte> memory => text.Append(Convert.ToHexString(memory.Span)),
            ReadOnlyMemory<byte> memory => text.Append(Convert.ToHexString(memory.Span)),
            string or IFormattable or char or bool => text.Append(CultureInfo.InvariantCulture, $"{value}|"),
            _ => null,
        } ?? AppendParts(text, value!);
    }

    private static StringBuilder AppendParts(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('{');
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                text.Append(entry.Key).Append('=');
                Append(text, entry.Value);
            }
        }
        else if (value is IEnumerable items && !IsUninitialized(value))
        {
            foreach (var item in items) Append(text.Append(';'), item);
        }
        else
        {
            for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Append(text.Append(field.Name).Append('='), field.GetValue(value));
        }
        return text.Append('}');
    }

    private static bool IsUninitialized(object value) =>
        value.GetType().Name == "ImmutableArray`1" && (bool)value.GetType().GetProperty("IsDefault")!.GetValue(value)!;
}
