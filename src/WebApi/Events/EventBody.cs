using System.Buffers;
using FeatureFlag.Application.Exposures;

namespace FeatureFlag.WebApi.Events;

/// <summary>The body of a call, in rented memory whose room is reserved as it grows. Its events point into it until they are written.</summary>
internal sealed class EventBody : IDisposable
{
    private const int First = 64 * 1024;
    private const int Growth = 4;

    private readonly EventQueue _queue;
    private byte[] _bytes = [];
    private int _reserved;

    private EventBody(EventQueue queue) => _queue = queue;

    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <returns>Null: there is no room; the caller should come back later.</returns>
    /// <exception cref="BadHttpRequestException">The body is larger than the server takes, or ended too soon.</exception>
    public static async ValueTask<EventBody?> ReadAsync(HttpRequest request, EventQueue queue)
    {
        var body = new EventBody(queue);
        try
        {
            return await body.TryReadAsync(request) ? body : body.Nothing();
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Bytes = default;
        _queue.Release(_reserved);
        _reserved = 0;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private async ValueTask<bool> TryReadAsync(HttpRequest request)
    {
        const int most = EventBatch.MaxBytes + 1; // there is room for the end, which is read as nothing
        var announced = (int)Math.Min(request.ContentLength ?? most, most);
        for (var length = 0; ;)
        {
            if (length == _bytes.Length && !TryGrow(Math.Min(Math.Max(First, _bytes.Length * Growth), announced + 1), length))
            {
                return false;
            }

            var read = await request.Body.ReadAsync(_bytes.AsMemory(length), request.HttpContext.RequestAborted);
            length += read;
            if (read == 0)
            {
                Bytes = _bytes.AsMemory(0, length);
                return true;
            }
        }
    }

    private bool TryGrow(int size, int length)
    {
        if (!_queue.TryReserve(size - _reserved))
        {
            return false;
        }

        _reserved = size;
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
        return true;
    }

    private EventBody? Nothing()
    {
        Dispose();
        return null;
    }
}
