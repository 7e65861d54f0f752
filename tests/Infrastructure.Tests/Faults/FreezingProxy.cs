using System.Net;
using System.Net.Sockets;

namespace FeatureFlag.Infrastructure.Tests.Faults;

/// <summary>Stands before a server. Frozen connections stay open, and nothing comes through them any more; new ones work.</summary>
internal sealed class FreezingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private CancellationTokenSource _frozen = new();

    public FreezingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void FreezeConnections() => Interlocked.Exchange(ref _frozen, new()).Cancel();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
        _frozen.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            var server = new TcpClient();
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target);
            }
            catch (SocketException)
            {
                client.Dispose();
                continue;
            }

            var frozen = _frozen.Token;
            _ = CopyAsync(client, server, frozen);
            _ = CopyAsync(server, client, frozen);
        }
    }

    /// <summary>Until either end closes, or the connection is frozen: then both stay open.</summary>
    private async Task CopyAsync(TcpClient from, TcpClient to, CancellationToken frozen)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), frozen);
        }
        catch (IOException)
        {
        }
        catch (OperationCanceledException)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        from.Dispose();
        to.Dispose();
    }
}
