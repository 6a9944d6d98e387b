/** Sample events of the two systems, as a backend publishes them. */
export const notification = { type: 'notification', data: { level: 'success', message: 'All tests passed!' } };

export const agentStatus = {
  type: 'agent_status',
  data: { agentId: 'coder-001', agentType: 'coder', status: 'busy' },
};

export const subscribeToAgent = {
  type: 'subscribe',
  data: { subscriptionId: 'stock', resource: 'agent', resourceId: 'coder-001', events: ['status'] },
};
