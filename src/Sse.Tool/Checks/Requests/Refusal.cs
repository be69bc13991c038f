using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Requests;

/// <summary>How a request is turned away that isn't meant for a stream.</summary>
internal static class Refusal
{
    public static Finding Judge(CheckInfo info, Answer answer) => answer.Status switch
    {
        405 when answer["Allow"] is { } allow => info.Fine($"405, Allow: {allow}"),
        405 => info.Warning("405 without Allow, which has to say what is allowed"),
        501 => info.Fine("501"),
        >= 500 => info.Error(Say.Text($"{answer.Status}: a client's mistake is no failure of the server")),
        >= 400 => info.Note(Say.Text($"{answer.Status}; 405 with Allow says what is meant")),
        _ => info.Fine(Say.Text($"{answer.Status}")),
    };
}
